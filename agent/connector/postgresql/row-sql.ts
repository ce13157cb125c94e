import type { SideColumn, SidePlan } from '../plan.ts';
import { quoteName } from './quote.ts';
import { wireSql } from './wire.ts';

/** A call takes at most 100 arguments. */
const MAX_ARGUMENTS = 90;

/** SQL for the text of a row (or of its key) as row/row-hash.ts defines it. */
export function rowTextSql(columns: readonly SideColumn[], utf8: boolean): string {
  const parts = columns.flatMap((column) => {
    const wire = wireSql(column);
    if (column.boundary === 'terminated') return [wire, "'|'"];
    const bytes = utf8 ? `(${wire})::text` : `convert_to((${wire})::text, 'UTF8')`;
    return [`octet_length(${bytes})`, "':'", wire];
  });
  const calls: string[] = [];
  for (let i = 0; i < parts.length; i += MAX_ARGUMENTS)
    calls.push(`concat(${parts.slice(i, i + MAX_ARGUMENTS).join(', ')})`);
  return calls.length === 1 ? calls.join() : `(${calls.join(' || ')})`;
}

export function md5Sql(text: string, utf8: boolean): string {
  return utf8 ? `md5(${text})` : `md5(convert_to(${text}, 'UTF8'))`;
}

/** 32 bits of a hexadecimal hash, from a (1-based) digit on, as a number. */
export function wordSql(hex: string, from: number): string {
  return `('x' || substr(${hex}, ${from}, 8))::bit(32)::bigint`;
}

/**
 * Elements of a record whose hash_record_extended is as strict as comparing canonical texts. The server's own functions are
 * not: bigint folds its two halves onto each other (1 and 2^32 are alike), timestamps are hashed as bigint, numeric leaves out
 * the sign. So what they lose is added as elements of its own.
 */
export function nativeElements(column: SideColumn): string[] {
  const c = quoteName(column.name);
  if (column.nativeHash === 'integer') return [c, `(${c}::int8 >> 32)::int4`];
  if (column.nativeHash === 'numeric') return [c, `${c} < 0`];
  if (column.nativeHash === 'text') return [`${c}::text collate "C"`];
  if (column.nativeHash?.endsWith('_send')) return [`${column.nativeHash}(${c})`];
  return [c];
}

/**
 * The native hash of a row. Records combine the hashes of their elements linearly, so that a sum over rows would not notice two
 * rows swapping a value; seeding every element with the key of its row makes it notice.
 */
export function nativeHashSql(plan: SidePlan): string {
  const [first] = plan.columns;
  const keyRecord = nativeRecord(plan.columns.slice(0, plan.keyColumns));
  const seed =
    plan.integerKey && first ? `coalesce(${quoteName(first.name)}::int8, 0)` : `hash_record_extended(${keyRecord}, 0)`;
  return `hash_record_extended(${nativeRecord(plan.columns)}, ${seed})`;
}

export function nativeRecord(columns: readonly SideColumn[]): string {
  return `row(${columns.flatMap(nativeElements).join(', ')})`;
}
