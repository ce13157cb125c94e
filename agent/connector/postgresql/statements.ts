import type { Cutoff, RowSelection, Slice } from '../connector.ts';
import type { Partition, SidePlan } from '../plan.ts';
import { amountSql } from './amount-sql.ts';
import { keyOrderSql, keysSql } from './key-sql.ts';
import { quoteArray, quoteName, quoteText } from './quote.ts';
import { md5Sql, nativeHashSql, rowTextSql, wordSql } from './row-sql.ts';
import { wireSql } from './wire.ts';

/** Above this share of buckets one scan with a filter is cheaper than many ranges of an index. */
const MAX_RANGE_SHARE = 0.2;
const INT8_MAX = 2n ** 63n - 1n;

export function countSql(plan: SidePlan, cutoff?: Cutoff, slice?: Slice): string {
  if (!cutoff) return `select count(*) from ${sliceSql(plan, slice)}`;
  const c = quoteName(cutoff.column.name);
  const at = `${quoteText(cutoff.at)}::timestamptz`;
  const zone = quoteText(cutoff.column.timeZone);
  const limits: Record<string, string> = {
    timestamptz: `${c} <= ${at}`,
    timestamp: `${c} <= (${at} at time zone ${zone})`,
    date: `${c} <= (${at} at time zone ${zone})`,
  };
  const wire = `(${wireSql({ ...cutoff.column, type: 'timestamptz' })})::text::timestamptz`;
  const old = `(${c} is null or ${limits[cutoff.column.family] ?? `${wire} <= ${at}`})`;
  return `select count(*) from ${sliceSql(plan, slice)} ${slice ? 'and' : 'where'} ${old}`;
}

/** One line a bucket: number (or `\N` for a null key), rows, sum of row hashes, and of amounts where they are asked for. */
export function sumSql(plan: SidePlan, partition: Partition, utf8: boolean, slice?: Slice): string {
  const table = sliceSql(plan, slice);
  const amount = amountSql(plan);
  const amounts = amount ? `, ${amount} as a` : '';
  const sum = amount ? ', sum(a)' : '';
  if (plan.hash === 'native') {
    const inner = `select ${bucketSql(plan, partition, utf8)} as b, ${nativeHashSql(plan)} as h${amounts} from ${table}`;
    return `select b, count(*), sum(h)${sum} from (${inner}) r group by b`;
  }
  const row = md5Sql(rowTextSql(plan.columns, utf8), utf8);
  const wholeRow = partition.kind === 'hash' && plan.keyColumns === plan.columns.length;
  const bucket = wholeRow ? `${wordSql('m', 17)} % ${partition.buckets}` : 'b';
  const inner = `select ${wholeRow ? '' : `${bucketSql(plan, partition, utf8)} as b, `}${row} as m${amounts} from ${table}`;
  return `select ${bucket}, count(*), sum(('x' || left(m, 16))::bit(64)::bigint)${sum} from (${inner}${wholeRow ? ' offset 0' : ''}) r group by 1`;
}

/** A table, or those of its pages that a slice is of: a TID range scan reads nothing else (PostgreSQL 14). */
function sliceSql(plan: SidePlan, slice: Slice | undefined): string {
  if (!slice) return plan.table.sql;
  const to = slice.to === null ? '' : ` and ctid < '(${slice.to},0)'::tid`;
  return `${plan.table.sql} where ctid >= '(${slice.from},0)'::tid${to}`;
}

/** How many pages a table has, or the longest of its partitions; null where pages are not what it is made of. */
export function pagesSql(plan: SidePlan): string {
  const partitions = `select k.relkind, pg_relation_size(k.oid) as size from pg_partition_tree(c.oid) t join pg_class k on k.oid = t.relid`;
  return `
    select case when c.relkind in ('r', 'm', 'p') and not exists (select from (${partitions}) p where relkind = 'f') then
      greatest(case when c.relkind = 'p' then 0 else pg_relation_size(c.oid) end, (select max(size) from (${partitions}) p))
        / current_setting('block_size')::int end::text as pages
    from pg_class c where c.oid = ${quoteText(plan.table.sql)}::regclass`;
}

export function keyRangeSql(plan: SidePlan): string {
  const c = keyName(plan);
  return `select min(${c})::text as min, max(${c})::text as max from ${plan.table.sql}`;
}

export function sampleSql(plan: SidePlan, seed: string, rows: number, utf8: boolean): string {
  const hash = sampleHashSql(plan, seed, utf8);
  const counted = `select count(*) from ${plan.table.sql}`;
  return `select (${counted})::text as population, (select max(h) from (select ${hash} as h from ${plan.table.sql} order by 1 limit ${rows}) s) as up_to`;
}

export function rowsSql(plan: SidePlan, selection: RowSelection, utf8: boolean): string {
  const wires = plan.columns.map(wireSql).join(', ');
  const ranged = rangesOf(plan, selection);
  if (ranged) {
    const { from, to } = ranged;
    const ranges = `select unnest(${quoteArray(from, 'int8')}) as lo, unnest(${quoteArray(to, 'int8')}) as hi`;
    const c = keyName(plan);
    // A nested loop delivers range after range, each in order: sorting all of it again would be wasted.
    const rows = `select * from ${plan.table.sql} where ${c} between r.lo and r.hi order by ${c}`;
    return `copy (select ${wires} from (${ranges}) r cross join lateral (${rows}) t) to stdout`;
  }
  const where = whereSql(plan, selection, utf8);
  return `copy (select ${wires} from ${plan.table.sql}${where} order by ${keyOrderSql(plan, utf8)}) to stdout`;
}

function whereSql(plan: SidePlan, selection: RowSelection, utf8: boolean): string {
  if (selection.kind === 'all') return '';
  if (selection.kind === 'keys') return ` where ${keysSql(plan, selection.keys, utf8)}`;
  if (selection.kind === 'sample') {
    return ` where ${sampleHashSql(plan, selection.seed, utf8)} <= ${quoteText(selection.upTo)}`;
  }
  const { partition, buckets } = selection;
  const bucket = bucketSql(plan, partition, utf8);
  const chosen = buckets.filter((b) => b < partition.buckets).map(String);
  const nullKeys = buckets.includes(partition.buckets) ? ` or ${keyName(plan)} is null` : '';
  return ` where (${bucket} = any (${quoteArray(chosen, 'int8')})${nullKeys})`;
}

/** Neighbouring buckets as inclusive ranges of the key, where the index can read them alone. */
function rangesOf(plan: SidePlan, selection: RowSelection): { from: string[]; to: string[] } | undefined {
  if (selection.kind !== 'buckets' || selection.partition.kind !== 'ranges') return undefined;
  const { partition, buckets } = selection;
  const key = plan.columns[0]?.name ?? '';
  const few = buckets.length <= Math.max(1, partition.buckets * MAX_RANGE_SHARE);
  if (!few || !plan.table.indexedFirst.includes(key) || buckets.includes(partition.buckets)) return undefined;
  const from: string[] = [];
  const to: string[] = [];
  let before = -2;
  for (const bucket of [...buckets].sort((a, b) => a - b)) {
    const lo = partition.first + BigInt(bucket) * partition.width;
    if (bucket === before + 1) to.pop();
    else from.push(String(lo));
    const hi = lo + partition.width - 1n;
    to.push(String(hi > INT8_MAX ? INT8_MAX : hi));
    before = bucket;
  }
  return { from, to };
}

function bucketSql(plan: SidePlan, partition: Partition, utf8: boolean): string {
  if (partition.kind === 'ranges') return `((${keyName(plan)}::int8 - (${partition.first})) / ${partition.width})`;
  if (partition.kind === 'modulo') return `abs(${keyName(plan)}::int8 % ${partition.buckets})`;
  const key = plan.columns.slice(0, plan.keyColumns);
  const digit = plan.keyColumns === plan.columns.length ? 17 : 1;
  return `(${wordSql(md5Sql(rowTextSql(key, utf8), utf8), digit)} % ${partition.buckets})`;
}

function sampleHashSql(plan: SidePlan, seed: string, utf8: boolean): string {
  const key = rowTextSql(plan.columns.slice(0, plan.keyColumns), utf8);
  return `left(${md5Sql(`concat(${quoteText(`${seed}:`)}, ${key})`, utf8)}, 16) collate "C"`;
}

function keyName(plan: SidePlan): string {
  return quoteName(plan.columns[0]?.name ?? '');
}
