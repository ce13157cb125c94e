import fc from 'fast-check';
import { type CriterionMetric, criterionMetrics, metricOf } from '../criteria/registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '../criteria/schema.ts';
import type { DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { marksInForce } from '../mark/marks-in-force.ts';
import type { Mark } from '../mark/schema.ts';
import type { Run } from '../run/schema.ts';
import { addDays } from '../time/day.ts';
import { buildEvidence, type CheckSpec, idOf } from './build-evidence.ts';
import { type Found, type Make, makers } from './history-runs.ts';

/** Histories of five days for property tests over all metrics: what every check found on each day, and what people said of the plan. */
export const FIRST = '2026-11-10';
export const DAYS = 5;
export const NOW = new Date(`${addDays(FIRST, DAYS - 1)}T12:30:00Z`);
export const GATES = ['Shadow', 'Full'] as const;

const timeOf = (day: number) => `${addDays(FIRST, day)}T11:00:00Z`;
export const CHECKS = makers.length;
const isNoise = (check: number) => makers[check]?.kind === 'noise_floor';

/** What each check found on each day; null: it was silent. */
export type History = { found: (Found | null)[][]; spans: DiscrepancySpan[]; marks: Record<string, string | null> };

export const items = [
  ['scenarios', 'Refund', null, 'passed', 'failed'],
  ['cohorts', 'Pilot', 'ACME', 'validated', 'failed'],
  ['inventory', 'Nightly feed', null, 'documented', 'not_documented'],
  ['attestations', 'Variances', null, 'attested', 'withdrawn'],
] as const;

/** Mostly sound, so that histories that are go are not rare. */
export const histories: fc.Arbitrary<History> = fc.record({
  found: fc
    .array(
      fc.tuple(
        fc.nat(CHECKS - 1),
        fc.nat(DAYS - 1),
        fc.constantFrom<(Found | null)[]>('bad', 'doubtful', 'nothing', null),
      ),
      {
        maxLength: 3,
      },
    )
    .map((flaws) => {
      const found = makers.map(() => Array.from({ length: DAYS }, (): Found | null => 'sound'));
      for (const [check, day, what] of flaws) {
        const row = found[check];
        if (row && !(isNoise(check) && what === 'bad')) row[day] = what;
      }
      return found;
    }),
  spans: fc
    .array(fc.tuple(fc.nat(3), fc.nat(30), fc.constantFrom('critical', 'minor')), { maxLength: 1 })
    .map((all) =>
      all.map(([day, hours, severity]) => spanOf(day, hours, severity === 'critical' ? 'critical' : 'minor')),
    ),
  marks: fc.array(fc.tuple(fc.constantFrom(...items), fc.boolean()), { maxLength: 1 }).map((flaws) => ({
    ...Object.fromEntries(items.map(([part, , , done]) => [part, done as string | null])),
    ...Object.fromEntries(flaws.map(([[part, , , , failed], isFailed]) => [part, isFailed ? failed : null])),
  })),
});

export function spanOf(
  day: number,
  hours: number | null,
  severity: 'critical' | 'minor' = 'critical',
): DiscrepancySpan {
  const from = timeOf(day);
  return {
    discrepancyId: `${day} ${hours}`,
    number: day + 1,
    title: 'amount differs',
    datasetId: idOf('payouts'),
    severity,
    from,
    to: hours === null ? null : new Date(Date.parse(from) + hours * 3_600_000).toISOString(),
  };
}

/** With one finding in the place of another. */
export function withFound({ found, ...rest }: History, check: number, day: number, what: Found | null): History {
  const row = found[check] ?? [];
  const changed = isNoise(check) && what === 'bad' ? row : row.with(day, what);
  return { ...rest, found: found.with(check, changed) };
}

/** The evidence that a history leaves behind; `order` shuffles the days of a check. */
export function evidenceOf(
  { found, spans, marks }: History,
  order: (days: number[]) => number[] = (days) => days,
): Evidence {
  const checks = makers.map(({ dataset, kind, make }, check): CheckSpec => {
    const days = order(Array.from({ length: DAYS }, (_, day) => day));
    return {
      dataset,
      kind,
      ...(kind === 'performance' ? { tolerances: { slaMs: '400', cycleDays: 7 } } : {}),
      runs: days.flatMap((day) => {
        const what = found[check]?.[day] ?? null;
        return what === null ? [] : [runOf(check, make, day, what)];
      }),
    };
  });
  const datasets = ['payouts', 'clicks'].map((name) => ({ name, criticality: 'critical' as const }));
  const made = buildEvidence({ datasets, checks, spans, startedAt: `${FIRST}T00:00:00Z` });
  const nothing = { description: '', team: null } as const;
  return {
    ...made,
    datasets: made.datasets.map((dataset) => ({ ...dataset, moneyColumn: 'amount' })),
    plan: {
      ...made.plan,
      scenarios: [{ ...nothing, name: 'Refund', domain: null, validDays: null }],
      cohorts: [{ name: 'Pilot', wave: 1, pilot: true, description: '', members: [{ name: 'ACME', priority: 1 }] }],
      inventory: [{ ...nothing, name: 'Nightly feed', kind: 'integration', critical: true }],
      attestations: [{ name: 'Variances', statement: 'Understood.', team: null, validDays: null }],
      marks: marksInForce(items.flatMap(([part, name, member]) => markOf(part, name, member, marks[part] ?? null))),
    },
  };
}

/** Runs are parsed once: the same few stand in every history. */
const known = new Map<string, Run>();
function runOf(check: number, make: Make, day: number, what: Found): Run {
  const key = `${check} ${day} ${what}`;
  const run = known.get(key) ?? make(timeOf(day), check * 100 + day, what);
  known.set(key, run);
  return run;
}

function markOf(part: Mark['part'], name: string, member: string | null, status: string | null): Mark[] {
  if (status === null) return [];
  const said = { note: '', evidence: null, dueOn: null, at: timeOf(0), by: 'Ada', byId: null, runId: null };
  return [{ part, name, member, status, ...said }];
}

/** What is usually asked of each metric, but for what these histories are too short for. */
const asked: Partial<Record<CriterionMetric, Partial<CriterionDefinition>>> = {
  critical_free_streak: { threshold: '3' },
  open_discrepancies: { options: { severity: 'critical' } },
  row_match_rate: { options: { weighting: 'money' } },
  response_time_at_peak: { threshold: '400' },
};

/** Every metric once, each blocking or advisory, asked at every gate or at one. */
export const plans = fc
  .tuple(...criterionMetrics.map(() => fc.tuple(fc.boolean(), fc.constantFrom(undefined, ...GATES))))
  .map((all) =>
    criterionMetrics.map((metric, i) => {
      const [blocking, gate] = all[i] ?? [true, undefined];
      const definition = {
        metric,
        ...metricOf(metric).usual,
        ...asked[metric],
        blocking,
        ...(gate && { gates: [gate] }),
      };
      return {
        id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
        definition: criterionDefinitionSchema.parse(definition),
      };
    }),
  );
