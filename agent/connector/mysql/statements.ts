import { UserError } from '../../user-error.ts';
import { canonicalInstant } from '../../value/canonical-time.ts';
import { zoneOffsetMs } from '../../value/zone-offset.ts';
import type { Cutoff, RowSelection, Slice } from '../connector.ts';
import type { Partition, SidePlan } from '../plan.ts';
import { amountSql } from './amount-sql.ts';
import { keyOrderSql, keysSql } from './key-sql.ts';
import { SELECT } from './prove-whole.ts';
import { quoteName, quoteText } from './quote.ts';
import { keyTextSql, rowTextSql, wordSql } from './row-sql.ts';
import { sliceCondition } from './slice.ts';
import { sentSql, wireSql } from './wire.ts';

/** Above this share of buckets one scan with a filter is cheaper than many ranges of an index. */
const MAX_RANGE_SHARE = 0.2;
/** Ranges a statement: a statement of many thousands takes the optimizer longer than the rows. */
const RANGES_A_STATEMENT = 500;

export function countSql(plan: SidePlan, cutoff?: Cutoff, slice?: Slice): string {
  const old = cutoff && `(${quoteName(cutoff.column.name)} is null or ${notLaterSql(plan, cutoff)})`;
  return `select count(*) from ${plan.table.sql}${where(sliceCondition(plan, slice), old)}`;
}

function where(...conditions: (string | undefined)[]): string {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length > 0 ? ` where ${given.join(' and ')}` : '';
}

function notLaterSql(plan: SidePlan, { column, at }: Cutoff): string {
  const c = quoteName(column.name);
  if (column.family === 'timestamptz') return `${c} <= ${quoteText(wallClock(at, 'UTC'))}`;
  if (column.family === 'timestamp' || column.family === 'date')
    return `${c} <= ${quoteText(wallClock(at, column.timeZone))}`;
  if (column.family === 'integer') {
    const until = quoteText(canonicalInstant(at, 'UTC') ?? at);
    return `cast(${wireSql({ ...column, type: 'timestamptz' })} as binary) <= ${until}`;
  }
  throw new UserError(
    `${plan.table.name}: the watermark column "${column.name}" is ${column.nativeType}. It must be a timestamp, datetime, date, or seconds since 1970.`,
  );
}

/** The wall clock of a zone at an instant. */
function wallClock(at: string, zone: string): string {
  const utc = (canonicalInstant(at, 'UTC') ?? at).replace(/\+00$/, '');
  const [seconds = '', fraction = ''] = utc.split('.');
  const epochMs = Date.parse(`${seconds.replace(' ', 'T')}Z`);
  const local = new Date(epochMs + zoneOffsetMs(zone, epochMs)).toISOString().slice(0, 19).replace('T', ' ');
  return fraction === '' ? local : `${local}.${fraction}`;
}

/** What a row without hash adds to a sum: more than the hashes of ten thousand million rows come to. */
export const WITHOUT_HASH = 10n ** 30n;

/**
 * One row a bucket: number (null for a null key), rows, sum of row hashes, and of amounts where they are asked for. `m` is used once: the server computes it for
 * each use.
 */
export function sumSql(plan: SidePlan, partition: Partition, slice?: Slice): string {
  const row = `md5(${rowTextSql(plan.columns)})`;
  const amount = amountSql(plan);
  const inner = `select ${bucketSql(plan, partition)} as b, ${row} as m${amount ? `, ${amount} as a` : ''} from ${plan.table.sql}${where(sliceCondition(plan, slice))}`;
  return `${SELECT} b, count(*), sum(ifnull(${wordSql('m', 1, 16)}, ${WITHOUT_HASH}))${amount ? ', sum(a)' : ''} from (${inner}) r group by b order by null`;
}

export function keyRangeSql(plan: SidePlan): string {
  const c = keyName(plan);
  return `select min(${c}), max(${c}) from ${plan.table.sql}`;
}

/** Rows there are, and the largest of the `rows` smallest hashes. */
export function sampleSql(plan: SidePlan, seed: string, rows: number): string {
  const hashes = `select ${sampleHashSql(plan, seed)} as h from ${plan.table.sql} order by h limit ${rows}`;
  return `select (select count(*) from ${plan.table.sql}), (select max(h) from (${hashes}) s)`;
}

/** Statements whose rows, one after the other, are the selection in key order. */
export function rowsSql(plan: SidePlan, selection: RowSelection): string[] {
  const select = `${SELECT} ${plan.columns.map(sentSql).join(', ')} from ${plan.table.sql}`;
  const ranges = rangesOf(plan, selection);
  if (!ranges) return [`${select}${whereSql(plan, selection)} order by ${keyOrderSql(plan)}`];
  const c = keyName(plan);
  const statements: string[] = [];
  for (let i = 0; i < ranges.length; i += RANGES_A_STATEMENT) {
    const some = ranges.slice(i, i + RANGES_A_STATEMENT).map(({ from, to }) => `${c} between ${from} and ${to}`);
    statements.push(`${select} where ${some.join(' or ')} order by ${c}`);
  }
  return statements;
}

function whereSql(plan: SidePlan, selection: RowSelection): string {
  if (selection.kind === 'all') return '';
  if (selection.kind === 'keys') return ` where ${keysSql(plan, selection.keys)}`;
  if (selection.kind === 'sample') return ` where ${sampleHashSql(plan, selection.seed)} <= '${hex(selection.upTo)}'`;
  const { partition, buckets } = selection;
  const chosen = buckets.filter((b) => b < partition.buckets);
  const conditions = chosen.length > 0 ? [`${bucketSql(plan, partition)} in (${chosen.join(', ')})`] : [];
  if (buckets.includes(partition.buckets)) conditions.push(`${keyName(plan)} is null`);
  return ` where (${conditions.join(' or ') || 'false'})`;
}

/** Neighbouring buckets as inclusive ranges of the key, where the index can read them alone. */
function rangesOf(plan: SidePlan, selection: RowSelection): { from: bigint; to: bigint }[] | undefined {
  if (selection.kind !== 'buckets' || selection.partition.kind !== 'ranges') return undefined;
  const { partition, buckets } = selection;
  const few = buckets.length <= Math.max(1, partition.buckets * MAX_RANGE_SHARE);
  const indexed = plan.table.indexedFirst.includes(plan.columns[0]?.name ?? '');
  if (!few || !indexed || buckets.includes(partition.buckets)) return undefined;
  const ranges: { from: bigint; to: bigint }[] = [];
  for (const bucket of [...buckets].sort((a, b) => a - b)) {
    const from = partition.first + BigInt(bucket) * partition.width;
    const last = ranges.at(-1);
    if (last && last.to + 1n === from) last.to += partition.width;
    else ranges.push({ from, to: from + partition.width - 1n });
  }
  return ranges;
}

function bucketSql(plan: SidePlan, partition: Partition): string {
  const [key] = plan.columns;
  const c = keyName(plan);
  // Unsigned subtraction must not go below zero, and above 2^63 there is no signed integer.
  const signed =
    key?.nativeType.startsWith('bigint') && key.nativeType.includes('unsigned') ? 'decimal(30,0)' : 'signed';
  if (partition.kind === 'ranges') return `((cast(${c} as ${signed}) - (${partition.first})) div ${partition.width})`;
  if (partition.kind === 'modulo') return `abs(cast(${c} as ${signed}) % ${partition.buckets})`;
  const wholeRow = plan.keyColumns === plan.columns.length;
  return `(${wordSql(`md5(${keyTextSql(plan)})`, wholeRow ? 17 : 1)} % ${partition.buckets})`;
}

function sampleHashSql(plan: SidePlan, seed: string): string {
  return `left(md5(concat(${quoteText(`${seed}:`)}, ${keyTextSql(plan)})), 16)`;
}

function hex(text: string): string {
  return text.replace(/[^0-9a-f]/g, '');
}

function keyName(plan: SidePlan): string {
  return quoteName(plan.columns[0]?.name ?? '');
}
