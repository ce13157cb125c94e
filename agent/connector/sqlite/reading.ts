import type { DatabaseSync } from 'node:sqlite';
import { md5, rowText, word } from '../../row/row-hash.ts';
import { canonicalInstant } from '../../value/canonical-time.ts';
import { bucketOf } from '../bucket-of.ts';
import { BucketSums } from '../bucket-sums.ts';
import type { Cutoff, RowSelection, Slice } from '../connector.ts';
import type { Partition, SidePlan } from '../plan.ts';
import { quoteName } from './describe.ts';
import { sqliteField } from './field.ts';
import { keyText, type ScannedRow, scan } from './scan.ts';
import { sliceCondition } from './slice.ts';

const INT8_MAX = 2n ** 63n - 1n;

export function countRows(
  db: DatabaseSync,
  plan: SidePlan,
  cutoff: Cutoff | undefined,
  slice: Slice | undefined,
): number {
  const { where, values } = sliceCondition(db, plan, slice);
  const from = `${plan.table.sql}${where ? ` where ${where}` : ''}`;
  if (!cutoff) return Number(db.prepare(`select count(*) as rows from ${from}`).get(...values)?.rows ?? 0);
  const until = canonicalInstant(cutoff.at, 'UTC') ?? cutoff.at;
  const column = { ...cutoff.column, type: 'timestamptz' as const };
  const statement = db.prepare(`select ${quoteName(column.name)} as at from ${from}`);
  statement.setReadBigInts(true);
  let rows = 0;
  for (const { at } of statement.iterate(...values)) {
    const field = sqliteField(at ?? null, column);
    if (field === null || field <= until) rows += 1;
  }
  return rows;
}

export function keyRange(db: DatabaseSync, plan: SidePlan): { min: bigint; max: bigint } | null {
  const key = quoteName(plan.columns[0]?.name ?? '');
  const statement = db.prepare(
    `select min(${key}) as min, max(${key}) as max from ${plan.table.sql} where typeof(${key}) = 'integer'`,
  );
  statement.setReadBigInts(true);
  const row = statement.get();
  return typeof row?.min === 'bigint' && typeof row.max === 'bigint' ? { min: row.min, max: row.max } : null;
}

export function sumBuckets(
  db: DatabaseSync,
  plan: SidePlan,
  partition: Partition,
  slice: Slice | undefined,
): BucketSums {
  const sums = new BucketSums(partition.buckets + 1);
  const boundaries = plan.columns.map((column) => column.boundary);
  const { amountColumn } = plan;
  sums.counted = countRows(db, plan, undefined, slice);
  for (const row of scan(db, plan, { ...sliceCondition(db, plan, slice), ordered: false })) {
    const hash = md5(rowText(boundaries, row.fields));
    sums.add(bucketOf(plan, partition, row.fields, hash), word(hash, 0), word(hash, 8));
    const amount = row.fields[amountColumn];
    if (typeof amount === 'string') sums.amounts.add(amount);
  }
  return sums;
}

/** The `rows` smallest sample hashes decide up to which hash a sample reaches. */
export function sampleBound(db: DatabaseSync, plan: SidePlan, seed: string, rows: number) {
  let smallest: string[] = [];
  let population = 0;
  const cut = () => {
    smallest = smallest.sort().slice(0, rows);
  };
  for (const row of scan(db, plan, { ordered: false })) {
    population += 1;
    smallest.push(sampleHash(plan, seed, row));
    if (smallest.length >= rows * 2 + 10_000) cut();
  }
  cut();
  const upTo = smallest.at(-1);
  return upTo === undefined ? null : { population, upTo };
}

/** Rows of a selection in key order. */
export function* selectRows(db: DatabaseSync, plan: SidePlan, selection: RowSelection): Generator<ScannedRow> {
  const key = quoteName(plan.columns[0]?.name ?? '');
  if (selection.kind === 'all') yield* scan(db, plan, { ordered: true });
  if (selection.kind === 'sample') {
    for (const row of scan(db, plan, { ordered: true })) {
      if (sampleHash(plan, selection.seed, row) <= selection.upTo) yield row;
    }
  }
  if (selection.kind === 'keys') {
    const wanted = new Set(selection.keys.map((fields) => keyText(plan, fields)));
    const list = plan.integerKey ? integerList(selection.keys) : undefined;
    const some = list === undefined ? {} : { where: `${key} in (select value from json_each(?))`, values: [list] };
    for (const row of scan(db, plan, { ...some, ordered: true })) if (wanted.has(keyText(plan, row.fields))) yield row;
  }
  if (selection.kind === 'buckets') yield* rowsOfBuckets(db, plan, selection.partition, selection.buckets);
}

function* rowsOfBuckets(
  db: DatabaseSync,
  plan: SidePlan,
  partition: Partition,
  buckets: readonly number[],
): Generator<ScannedRow> {
  const key = plan.columns[0]?.name ?? '';
  const byRange =
    partition.kind === 'ranges' && plan.table.indexedFirst.includes(key) && !buckets.includes(partition.buckets);
  if (byRange) {
    for (const bucket of [...buckets].sort((a, b) => a - b)) {
      const from = partition.first + BigInt(bucket) * partition.width;
      const to = from + partition.width - 1n;
      const where = `${quoteName(key)} between ? and ? and typeof(${quoteName(key)}) = 'integer'`;
      yield* scan(db, plan, { where, values: [from, to > INT8_MAX ? INT8_MAX : to], ordered: true });
    }
    return;
  }
  const wanted = new Set(buckets);
  for (const row of scan(db, plan, { ordered: true })) {
    if (wanted.has(bucketOf(plan, partition, row.fields))) yield row;
  }
}

function sampleHash(plan: SidePlan, seed: string, row: ScannedRow): string {
  return md5(`${seed}:${keyText(plan, row.fields)}`).slice(0, 16);
}

/** Integer keys as JSON; undefined where a key is none, so that all rows have to be looked at. */
function integerList(keys: readonly (readonly (string | null)[])[]): string | undefined {
  const texts = keys.map(([key]) => key ?? '');
  return texts.every((text) => /^-?\d{1,19}$/.test(text)) ? `[${texts.join(',')}]` : undefined;
}
