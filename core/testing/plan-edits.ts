import fc from 'fast-check';
import { planPartNames } from '../part/plan-parts.ts';
import { type PlanDocument, planDocumentSchema } from '../plan/document.ts';

/**
 * One edit of a plan, of whatever part, that still is a plan: an item goes, comes under another name or moves, or one field anywhere in it is
 * something else. Nothing here knows what a part or a field means, so that a new one takes part by itself.
 */
export type PlanEdit = (plan: PlanDocument) => PlanDocument | null;

/** What verdicts read most of is changed most often. */
const read = ['datasets', 'criteria', 'phases', 'calendar', 'scenarios'] as const;
const lists = [...planPartNames, ...read, ...read, ...read] as const;
const parts = ['migration', 'settings', ...lists] as const;
const words = [
  'Refund',
  'Extra',
  'ACME',
  'Pilot',
  'payouts',
  'clicks',
  'refunds',
  'shop',
  'amount',
  'Shadow',
  'Full',
  'X',
];
/** What may stand in the place of something of its kind. */
const pools = {
  boolean: [true, false],
  number: [0, 1, 2, 3, 5, 10, 60_000, 3_600_000, 86_400_000, 30 * 86_400_000],
  string: [
    ...[
      '0',
      '0.5',
      '0.9',
      '0.999',
      '1',
      '7',
      '500',
      'gt',
      'gte',
      'lt',
      'lte',
      'critical',
      'high',
      'normal',
      'minor',
      'rows',
      'money',
    ],
    ...['UTC', 'Europe/Berlin', 'freeze', 'maintenance', 'month_end', 'holiday', 'daily 02:30'],
    ...['2026-11-10T00:00:00Z', '2026-11-12T00:00:00Z', '2026-12-01T00:00:00Z'],
    ...words,
  ],
  object: [
    ...[
      { kind: 'all' },
      { kind: 'domain', domain: 'shop' },
      { kind: 'wave', wave: 1 },
      { kind: 'dataset', dataset: 'payouts' },
    ],
    ...[{}, [], null, { item: 'Pilot' }, { criticalOnly: true }, { weighting: 'money' }, { severity: 'critical' }],
  ],
} as const;
/** What need not be there, and may be. */
const optional = {
  gates: ['Shadow'],
  windowDays: 7,
  options: { item: 'Pilot' },
  sampling: { rows: 5 },
  validDays: 1,
  domain: 'shop',
};

type Place = { path: (string | number)[]; value: unknown };

function placesIn(value: unknown, path: (string | number)[] = []): Place[] {
  const inside =
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, one]) =>
          placesIn(one, [...path, Array.isArray(value) ? Number(key) : key]),
        );
  return [{ path, value }, ...inside];
}

/** `undefined` takes a field away. */
function withValue(at: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(at)) return at.map((one: unknown, i) => (i === key ? withValue(one, rest, value) : one));
  const fields = Object.entries(at ?? {});
  const known = fields.some(([name]) => name === key) ? fields : [...fields, [String(key), undefined] as const];
  return Object.fromEntries(known.map(([name, one]) => [name, name === key ? withValue(one, rest, value) : one]));
}

const asPlan = (plan: unknown): PlanDocument | null => {
  const parsed = planDocumentSchema.safeParse(plan);
  return parsed.success ? parsed.data : null;
};

function othersOf(value: unknown): readonly unknown[] {
  switch (typeof value) {
    case 'boolean':
      return pools.boolean;
    case 'number':
      return pools.number;
    case 'string':
      return pools.string;
    default:
      return value === null ? [...pools.string, ...pools.number, ...pools.object] : [...pools.object, null, undefined];
  }
}

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

const fields: fc.Arbitrary<PlanEdit> = fc
  .tuple(fc.constantFrom(...parts), fc.nat(), fc.nat())
  .map(([part, at, n]) => (plan) => {
    const place = pick(placesIn(plan[part]).slice(1), at);
    return place
      ? asPlan({ ...plan, [part]: withValue(plan[part], place.path, pick(othersOf(place.value), n)) })
      : null;
  });

const additions: fc.Arbitrary<PlanEdit> = fc
  .tuple(fc.constantFrom(...lists), fc.constantFrom(...Object.entries(optional)), fc.nat())
  .map(([part, [key, value], n]) => (plan) => {
    const list: readonly object[] = plan[part];
    const at = n % Math.max(1, list.length);
    return list[at] ? asPlan({ ...plan, [part]: list.with(at, { ...list[at], [key]: value }) }) : null;
  });

const items: fc.Arbitrary<PlanEdit> = fc
  .tuple(
    fc.constantFrom(...lists),
    fc.constantFrom('remove', 'remove', 'copy', 'move'),
    fc.nat(),
    fc.constantFrom(...words),
  )
  .map(([part, what, n, name]) => (plan) => {
    const list: readonly object[] = plan[part];
    const at = n % Math.max(1, list.length);
    const item = list[at];
    if (!item) return null;
    if (what === 'remove') return asPlan({ ...plan, [part]: list.toSpliced(at, 1) });
    if (what === 'move') return asPlan({ ...plan, [part]: [item, ...list.toSpliced(at, 1)] });
    const named = part === 'criteria' ? { ...item, key: name.toLowerCase() } : { ...item, name };
    return asPlan({ ...plan, [part]: [...list, named] });
  });

export const planEdits: fc.Arbitrary<PlanEdit> = fc.oneof(fields, fields, fields, additions, items);
