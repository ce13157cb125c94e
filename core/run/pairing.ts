import { z } from 'zod';
import { foldName } from '../dataset/fold-name.ts';
import { listed } from '../format/count.ts';
import type { RowRun } from './schema.ts';
import { type ColumnsOfPlan, columnNamed } from './uncompared-columns.ts';

const columnNames = z.array(z.string()).nullable();

/** By which columns a run paired its rows, by their names in the plan. Null: it does not say, and the plan has no key. */
export const pairingSchema = z.strictObject({
  by: columnNames,
  /** By which it should have paired them; where the plan has no key, the next run of its check as well. */
  asked: columnNames,
  /** Whether that is the key of the plan. */
  isKey: z.boolean(),
  /** That it was paired otherwise, in a few words; null: it was not. Such a run proves nothing. */
  other: z.string().nullable(),
});
export type Pairing = z.infer<typeof pairingSchema>;

/**
 * What a run and the plan say of it: which rows are one row is for the plan to say, since rows that no key would pair are alike by another
 * column. A run that does not say by what it paired them did so by the key.
 */
export function pairingOf({ pairedBy }: RowRun, plan: ColumnsOfPlan): Pairing {
  const named = (names: readonly string[]) => {
    const inPlan = names.map((name) => columnNamed(name, plan)?.name ?? name);
    return [...new Map(inPlan.map((name) => [foldName(name), name])).values()];
  };
  const key = named(plan.keyColumns);
  const said = pairedBy ? named(pairedBy) : null;
  if (key.length === 0) return { by: said, asked: said, isKey: false, other: null };
  const by = said ?? key;
  const other = isSamePairing(by, key) ? null : `paired by ${pairingText(by)}, not by the key ${listed(key)}`;
  return { by, asked: key, isKey: true, other };
}

/**
 * As above, where the plan has no key: rows are paired as by the run of the check before it, which paired them as the one before that, for
 * else the same could be sent twice. Whole rows may have a column more: rows that are alike then were alike before. `asked` left out: there
 * is no run before it.
 */
export function pairingAfter(own: Pairing, run: RowRun, asked: Pairing['asked'] | undefined): Pairing {
  if (own.isKey) return own;
  if (asked === undefined) return { ...own, asked: own.by, other: null };
  const isMore = isWholeRows(run) && asked?.every((name) => own.by?.some((other) => isSameName(name, other)));
  if (isSamePairing(own.by, asked) || isMore) return { ...own, asked, other: null };
  const by = own.by ? `paired by ${pairingText(own.by)}` : 'does not say by which columns rows were paired';
  const before = asked ? `earlier runs by ${pairingText(asked)}` : 'earlier runs do not say by which';
  return { ...own, asked, other: `${by}, ${before}: declare the key in the plan` };
}

/** Whatever the order. */
export function isSamePairing(a: Pairing['by'], b: Pairing['by']): boolean {
  const [left, right] = [a, b].map((names) => names && new Set(names.map(foldName)));
  if (!left || !right) return left === right;
  return left.size === right.size && [...left].every((name) => right.has(name));
}

/** "id and line", "no column" */
export const pairingText = (names: readonly string[]): string => (names.length > 0 ? listed(names, 5) : 'no column');

const isSameName = (a: string, b: string) => foldName(a) === foldName(b);

/** A table without a key, of which all columns pair the rows. */
function isWholeRows({ fields, columns, pairedBy = [] }: RowRun): boolean {
  const by = new Set(pairedBy.map(foldName));
  return fields.length === 0 && columns.length > 0 && columns.every(({ name }) => by.has(foldName(name)));
}
