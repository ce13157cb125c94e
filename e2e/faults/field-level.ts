import type { Difference, Group } from '#core/run/difference.ts';
import { MAX_DIFFERENCES, type RunInput } from '#core/run/schema.ts';
import type { Random } from '#server/testing/random.ts';
import type { envelope } from './run-envelope.ts';

type FieldLevel = Extract<RunInput, { kind: 'field_level' }>;
type Base = ReturnType<typeof envelope> & { checkId: string };
const FIELDS = ['amount', 'status', 'note'] as const;

/**
 * A comparison of a table: rows that differ in `amount` or `status`, are missing or too many. `large` such rows make it one whose
 * differences come in chunks, else there are a few. Everything ties.
 */
export function fieldLevel(random: Random, base: Base, large: number): { run: FieldLevel; chunks: Difference[][] } {
  const total = large > 0 ? large : random.pick([0, 0, 1, 3, 8]);
  const classes = Array.from({ length: total }, () => random.pick(['amount', 'status', 'missing', 'extra']));
  const of = (name: string) => classes.filter((one) => one === name).length;
  const [amount, status, missing, extra] = [of('amount'), of('status'), of('missing'), of('extra')];
  const identical = 100;
  const modified = amount + status;
  const legacy = identical + modified + missing;
  const observedAt = base.asOf.legacy.time;
  const listed = classes.map((name, i) => differenceOf(name, i, observedAt));
  const sampled = large === 0 && random.int(6) === 0;
  const patterned = random.int(2) === 0;
  const run: FieldLevel = {
    ...base,
    kind: 'field_level',
    coverage: sampled
      ? { method: 'sample', population: 10_000, compared: legacy, seed: String(random.int(1_000)) }
      : { method: 'full', population: legacy, compared: legacy },
    counts: {
      legacy,
      target: identical + modified + extra,
      compared: legacy,
      identical,
      modified,
      missingInTarget: missing,
      extraInTarget: extra,
      duplicateInTarget: 0,
      suspectedLegacy: 0,
      suspectedTarget: 0,
    },
    fields: FIELDS.map((name) => ({
      name,
      compared: identical + modified,
      matching: identical + modified - (name === 'amount' ? amount : name === 'status' ? status : 0),
    })),
    differences: large > 0 ? [] : listed,
    differencesComplete: true,
    ...(patterned && { groups: groupsOf({ amount, status, missing, extra }) }),
  };
  return { run, chunks: large > 0 ? cut(random, listed) : [] };
}

function differenceOf(name: string, i: number, observedAt: string): Difference {
  const base = { state: 'confirmed' as const, key: { id: { value: String(i) } }, observedAt };
  if (name === 'missing') return { ...base, class: 'missing_in_target' };
  if (name === 'extra') return { ...base, class: 'extra_in_target' };
  return name === 'amount'
    ? { ...base, class: 'modified', field: name, legacy: { value: '10.00' }, target: { value: '9.99' }, money: '-0.01' }
    : { ...base, class: 'modified', field: name, legacy: { value: null }, target: { value: '' } };
}

/** Half of what differs in `amount` follows a pattern, the rest none. */
function groupsOf(rows: { amount: number; status: number; missing: number; extra: number }): Group[] {
  const none = { id: 'none', params: {}, version: 1 };
  const half = Math.floor(rows.amount / 2);
  const rounded = { id: 'rounding', params: { places: '2' }, version: 1 };
  const all: Group[] = [
    { class: 'modified', field: 'amount', pattern: rounded, rowCount: half },
    { class: 'modified', field: 'amount', pattern: none, rowCount: rows.amount - half },
    { class: 'modified', field: 'status', pattern: none, rowCount: rows.status },
    { class: 'missing_in_target', field: null, pattern: none, rowCount: rows.missing },
    { class: 'extra_in_target', field: null, pattern: none, rowCount: rows.extra },
  ];
  return all.filter(({ rowCount }) => rowCount > 0);
}

/** Chunks of uneven size. */
function cut(random: Random, differences: readonly Difference[]): Difference[][] {
  const most = Math.max(1, Math.min(MAX_DIFFERENCES, Math.ceil(differences.length / 3)));
  const chunks: Difference[][] = [];
  for (let from = 0; from < differences.length; ) {
    const size = 1 + Math.floor(most / 2) + random.int(Math.ceil(most / 2));
    chunks.push(differences.slice(from, from + size));
    from += size;
  }
  return chunks;
}
