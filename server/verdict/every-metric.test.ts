import { describe, expect, it } from 'vitest';
import { checkKinds, kindOf } from '#core/check/kinds.ts';
import { streakKinds } from '#core/criteria/judge-streak.ts';
import { planShareOf } from '#core/criteria/metric.ts';
import { type CriterionMetric, criterionMetrics, isStreak, metricOf } from '#core/criteria/registry.ts';
import type { RunInput } from '#core/run/schema.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time/units.ts';
import { cleanRuns, makeAllMetrics, NOON } from '../testing/all-metrics.ts';
import { as } from '../testing/call.ts';
import { at } from '../testing/factory.ts';

/** What people say of the plan, and what runs say of its scenarios. */
const ofThePlan = criterionMetrics.filter((metric) => planShareOf(metricOf(metric)) !== null);
/** Not said by runs. */
const byPeople: readonly string[] = [...ofThePlan.filter((metric) => metric !== 'scenario_pass_rate'), 'sign_offs'];
/** They look for discrepancies by whatever kinds of check find any. */
const ofDiscrepancies = criterionMetrics.filter((metric) => metricOf(metric).reads === streakKinds);
/** They look for critical ones alone, unless a criterion can say which. Nothing critical can hide in a normal dataset, so less meets them there. */
const forCriticalOnes = ofDiscrepancies.filter((metric) => !metricOf(metric).options.includes('severity'));
const ofCriticalOnes: readonly string[] = forCriticalOnes;

it('takes a metric that looks for critical discrepancies alone for one of critical datasets', () => {
  expect(forCriticalOnes.filter((metric) => !metricOf(metric).least.includes('critical datasets'))).toEqual([]);
});

it('judges every metric on runs that were pushed, from untested to met, and to overdue', async () => {
  const { migration, lead, checks, push } = await makeAllMetrics();
  const verdictAt = async (time: string) => {
    const { criteria, verdict, blockers } = await as(migration.lead, at(time)).verdict.get({ slug: migration.slug });
    return {
      verdict,
      blockers,
      outcomes: Object.fromEntries(criteria.map(({ metric, result }) => [metric, result.outcome])),
    };
  };
  const before = await verdictAt(NOON);
  expect(before.verdict).toBe('no_go');
  expect(Object.values(before.outcomes).filter((outcome) => outcome === 'met')).toEqual([]);

  for (const [kind, make] of Object.entries(cleanRuns)) {
    const checkId = [...checks].find(([known]) => known === kind)?.[1] ?? '';
    await push(make({ checkId, at: NOON }));
  }
  const migrationId = migration.id;
  const marks = [
    { part: 'cohorts', name: 'Pilot', member: 'ACME', status: 'validated' },
    { part: 'inventory', name: 'Nightly feed', status: 'documented' },
    { part: 'attestations', name: 'Variances', status: 'attested' },
  ] as const;
  for (const mark of marks) await lead.plan.mark({ migrationId, ...mark });

  const after = await verdictAt('2026-03-02T11:05:00Z');
  // A day counts when it is over.
  const expected = criterionMetrics.map((metric) => [metric, isStreak({ metric }) ? 'not_met' : 'met']);
  expect(after.outcomes).toEqual({ ...Object.fromEntries(expected), sign_offs: 'not_available' });
  expect(after.blockers.map(({ headline }) => headline)).toEqual(['Clean for 0 of 1 day']);
  expect((await verdictAt('2026-03-03T09:00:00Z')).verdict).toBe('go');

  const overdue = await verdictAt('2026-03-03T18:00:00Z');
  expect(overdue.verdict).toBe('no_go');
  // What people said of the plan holds; what was measured does not.
  const held = Object.entries(overdue.outcomes).filter(([, outcome]) => outcome === 'met');
  expect(held.map(([metric]) => metric).toSorted()).toEqual(ofThePlan.toSorted());
});

type Kind = RunInput['kind'];
type Change = (run: RunInput) => RunInput;
/** How a run of each kind says less than a clean one; null: no run of the kind can. */
type Less = { change: (kind: Kind) => Change | null; ageMs?: number };

const covering =
  (coverage: Partial<RunInput['coverage']>): Change =>
  (run) => ({ ...run, coverage: { ...run.coverage, ...coverage } });
const alike = (change: Change) => () => change;
function ofKind<K extends Kind>(kind: K, change: (run: Extract<RunInput, { kind: K }>) => RunInput): Change {
  const isOfKind = (run: RunInput): run is Extract<RunInput, { kind: K }> => run.kind === kind;
  return (run) => (isOfKind(run) ? change(run) : run);
}
const noteAlone = [{ column: 'note', side: 'legacy' as const }];
const fewRequests = { requests: 1, errors: 0, failedTransactions: 0, latency: [{ upToMs: '150', count: 1 }] };
const noRequests = { requests: 0, errors: 0, failedTransactions: 0, latency: [] };
const hoursAgo = (run: RunInput) => ({
  position: null,
  time: new Date(Date.parse(run.asOf.legacy.time) - 6 * HOUR_MS).toISOString(),
});
const noRows = {
  legacy: 10_000,
  target: 10_000,
  compared: 0,
  identical: 0,
  modified: 0,
  missingInTarget: 0,
  extraInTarget: 0,
  duplicateInTarget: 0,
  suspectedLegacy: 0,
  suspectedTarget: 0,
};
const none = { method: 'sample' as const, compared: 0 };
const nothing = { coverage: { ...none, population: 10_000 } };

const inconclusive: Record<Kind, Change> = {
  record_count: ofKind('record_count', (run) => ({ ...run, asOf: { ...run.asOf, legacy: hoursAgo(run) } })),
  // A column that the plan ignores: another one would be asked for from then on.
  field_level: ofKind('field_level', (run) => ({ ...run, notCompared: noteAlone })),
  checksum: ofKind('checksum', (run) => ({ ...run, notCompared: noteAlone })),
  aggregate: ofKind('aggregate', (run) => ({
    ...run,
    aggregates: [...run.aggregates, { name: 'other', keys: {}, legacy: null, target: null, unit: 'EUR' }],
  })),
  schema: covering({ skippedChunks: 1 }),
  event_order: covering({ skippedChunks: 1 }),
  replication_lag: ofKind('replication_lag', (run) => ({ ...run, lag: { ...run.lag, samples: 1 } })),
  performance: ofKind('performance', (run) => ({ ...run, legacy: fewRequests, target: fewRequests })),
  scenario: ofKind('scenario', (run) => ({
    ...run,
    coverage: { ...run.coverage, population: 2, compared: 2 },
    scenarios: [
      { name: 'Refund', result: 'skipped' },
      { name: 'Link', result: 'passed' },
    ],
  })),
  noise_floor: covering({ skippedChunks: 1 }),
};
const idle: Record<Kind, Change> = {
  record_count: ofKind('record_count', (run) => ({ ...run, ...nothing })),
  field_level: ofKind('field_level', ({ groups: _, ...run }) => ({
    ...run,
    ...nothing,
    counts: noRows,
    fields: [{ name: 'amount', compared: 0, matching: 0 }],
    moneyCompared: '0',
  })),
  checksum: ofKind('checksum', (run) => ({ ...run, ...nothing, segmentsCompared: 0 })),
  aggregate: ofKind('aggregate', (run) => ({ ...run, ...nothing, aggregates: [] })),
  schema: ofKind('schema', (run) => ({ ...run, coverage: { ...none, population: 2 }, columnsCompared: 0 })),
  event_order: ofKind('event_order', (run) => ({ ...run, ...nothing, events: 0 })),
  replication_lag: ofKind('replication_lag', (run) => ({ ...run, ...nothing, lag: { ...run.lag, samples: 0 } })),
  performance: ofKind('performance', (run) => ({ ...run, ...nothing, legacy: noRequests, target: noRequests })),
  scenario: ofKind('scenario', (run) => ({ ...run, ...nothing, scenarios: [] })),
  noise_floor: ofKind('noise_floor', (run) => ({
    ...run,
    ...nothing,
    counts: noRows,
    fields: [{ name: 'amount', compared: 0, matching: 0 }],
  })),
};

/** A lag is always sampled, and says how often. */
const sampled = (kind: Kind, coverage: Partial<RunInput['coverage']>) =>
  kind === 'replication_lag' ? null : covering({ method: 'sample', ...coverage });

const less: Record<string, Less> = {
  'skipped chunks': { change: alike(covering({ skippedChunks: 1 })) },
  'a window': {
    // What is measured is measured over some time.
    change: (kind) =>
      kindOf(kind).isTelemetry ? null : (run) => ({ ...run, window: { from: '2026-03-02T10:00:00Z', to: NOON } }),
  },
  'a sample': { change: (kind) => sampled(kind, {}) },
  'a sample of nobody knows how many': { change: (kind) => sampled(kind, { population: null }) },
  'what is inconclusive': { change: (kind) => inconclusive[kind] },
  'a clock that is doubted': { change: alike((run) => run), ageMs: -10 * MINUTE_MS },
  'nothing compared': { change: (kind) => idle[kind] },
};

/** That no row is wrong is for those kinds to prove that find it alone; others only have to look. */
const reads = (metric: CriterionMetric, kind: Kind) =>
  metricOf(metric).reads.includes(kind) && (kindOf(kind).finds === 'alone' || !ofDiscrepancies.includes(metric));

type World = Awaited<ReturnType<typeof makeAllMetrics>>;
/** Received at `atMs`, and read then unless stated otherwise. */
async function push({ checks, sender }: World, kind: Kind, atMs: number, { change, ageMs = 0 }: Less) {
  const how = change(kind);
  if (how === null) return;
  const run = cleanRuns[kind]({ checkId: checks.get(kind) ?? '', at: new Date(atMs - ageMs) });
  await as(sender, at(new Date(atMs))).ingest.submitRun(how(run));
}
/** Once the day is over, and before anything is overdue. */
async function outcomesOf({ migration }: World) {
  const { criteria } = await as(migration.lead, at('2026-03-03T09:00:00Z')).verdict.get({ slug: migration.slug });
  return new Map(criteria.map(({ metric, result }) => [metric, result.outcome]));
}
const clean: Less = { change: alike((run) => run) };
const metBy = (criticality: 'critical' | 'normal', outcomes: ReadonlyMap<string, string>) =>
  [...outcomes].flatMap(([metric, outcome]) =>
    outcome === 'met' && (criticality === 'critical' || !ofCriticalOnes.includes(metric)) ? [metric] : [],
  );

describe.each(Object.entries(less))('meets no metric by %s', (_, lesser) => {
  it.each(['critical', 'normal'] as const)('in a %s dataset', async (criticality) => {
    const world = await makeAllMetrics(criticality);
    for (const kind of checkKinds) await push(world, kind, Date.parse(NOON), lesser);
    expect(metBy(criticality, await outcomesOf(world))).toEqual([]);
  });
});

describe.each(checkKinds)('beside clean runs of all other kinds, %s meets no metric', (kind) => {
  it.each(['critical', 'normal'] as const)('by less, in a %s dataset, until it is clean', async (criticality) => {
    const world = await makeAllMetrics(criticality);
    for (const other of checkKinds) if (other !== kind) await push(world, other, Date.parse(NOON), clean);
    const reading: readonly string[] = criterionMetrics.filter((metric) => reads(metric, kind));
    let atMs = Date.parse(NOON);
    for (const [name, lesser] of Object.entries(less)) {
      atMs += MINUTE_MS;
      await push(world, kind, atMs, lesser);
      const met = metBy(criticality, await outcomesOf(world));
      expect(
        met.filter((metric) => reading.includes(metric)),
        `${name} of ${kind} meets metrics that name ${kind} among what they read`,
      ).toEqual([]);
    }
    await push(world, kind, atMs + MINUTE_MS, clean);
    const missing = [...(await outcomesOf(world))].filter(([, outcome]) => outcome !== 'met');
    expect(missing.map(([metric]) => metric).filter((metric) => !byPeople.includes(metric))).toEqual([]);
  });
});

it('fails by requests that went wrong, though chunks were skipped', async () => {
  const { migration, checks, push } = await makeAllMetrics();
  const run = cleanRuns.performance({ checkId: checks.get('performance') ?? '', at: NOON });
  if (run.kind !== 'performance') throw new Error('It is another kind of run.');
  const latency = [{ upToMs: '900', count: 5_000 }];
  const target = { requests: 5_000, errors: 2_500, failedTransactions: 2_500, latency };
  await push({ ...run, target, coverage: { ...run.coverage, skippedChunks: 1 } });
  const { criteria } = await as(migration.lead, at('2026-03-02T11:05:00Z')).verdict.get({ slug: migration.slug });
  const failed = criteria.filter(({ result }) => result.outcome === 'not_met').map(({ metric }) => metric);
  expect(failed).toEqual(expect.arrayContaining(['response_time_at_peak', 'error_rate', 'failed_transaction_rate']));
});
