import { checkKinds } from '#core/check/kinds.ts';
import { type CriterionMetric, criterionMetrics, metricOf } from '#core/criteria/registry.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import type { PlanDocumentInput } from '#core/plan/document.ts';
import type { RunInput } from '#core/run/schema.ts';
import { as } from './call.ts';
import { at, makeKey, makeMigration } from './factory.ts';
import { type Base, countRun, fieldRun, scenarioRun, schemaRun } from './runs.ts';

export const NOON = '2026-03-02T11:00:00Z';
const daily = { everyMs: 86_400_000, graceMs: 3_600_000 };

/** What is usually asked of each metric, but for what the runs below do not meet on their first day. */
const asked: Partial<Record<CriterionMetric, Partial<Pick<CriterionDefinition, 'threshold' | 'options'>>>> = {
  critical_free_streak: { threshold: '1' },
  row_match_rate: { options: { weighting: 'money' } },
  response_time_at_peak: { threshold: '200' },
};
const keyOf = (metric: string) => metric.replaceAll('_', '-');

/** A migration that asks for every metric of one dataset, with a check of each kind. Runs are received at noon. */
export async function makeAllMetrics(criticality: 'normal' | 'critical' = 'normal') {
  const migration = await makeMigration();
  const least = criticality === 'critical' ? ('critical' as const) : ('minor' as const);
  const lead = as(migration.lead);
  const { document } = await lead.plan.get({ slug: migration.slug });
  const wanted: PlanDocumentInput = {
    ...document,
    scenarios: [{ name: 'Refund' }],
    cohorts: [{ name: 'Pilot', members: [{ name: 'ACME' }] }],
    inventory: [{ name: 'Nightly feed', kind: 'integration' }],
    attestations: [{ name: 'Variances', statement: 'Understood and accepted.' }],
    datasets: [
      {
        name: 'payouts',
        criticality,
        legacyRef: 'p',
        targetRef: 'p',
        keyColumns: ['id'],
        columns: [{ name: 'amount' }, { name: 'note', ignore: true }],
        moneyColumn: 'amount',
        checks: checkKinds.map((kind) => ({ kind, schedule: daily })),
      },
    ],
    criteria: [
      ...criterionMetrics.map((metric) => ({
        key: keyOf(metric),
        metric,
        ...metricOf(metric).usual,
        ...asked[metric],
        // Of the least severity that a discrepancy of the dataset has.
        ...(metricOf(metric).options.includes('severity') && { options: { severity: least } }),
      })),
      { key: 'sign-offs', metric: 'sign_offs', comparator: 'gte', threshold: '1' },
    ],
  };
  await lead.plan.replace({ migrationId: migration.id, document: wanted });
  const checks = new Map((await lead.check.list({ migrationId: migration.id })).map(({ kind, id }) => [kind, id]));
  const sender = (await makeKey(migration)).actor;
  const push = as(sender, at(NOON)).ingest.submitRun;
  return { migration, lead, checks, sender, push };
}

/** Clean runs of every kind, which meet every metric together. */
export const cleanRuns: Record<RunInput['kind'], (base: Base) => RunInput> = {
  record_count: (base) => countRun(base, 10_000),
  field_level: (base) => ({ ...fieldRun(base, { rows: 10_000 }), moneyCompared: '125000.50', groups: [] }),
  checksum: (base) => ({ ...rest(base), kind: 'checksum', segmentsCompared: 64, checksums: [] }),
  aggregate: (base) => ({
    ...rest(base),
    kind: 'aggregate',
    aggregates: [{ name: 'total', keys: {}, legacy: '125000.50', target: '125000.50', unit: 'EUR' }],
  }),
  schema: (base) => schemaRun(base),
  event_order: (base) => ({ ...rest(base), kind: 'event_order', events: 900, violations: [], violationCount: 0 }),
  replication_lag: (base) => ({
    ...rest(base),
    kind: 'replication_lag',
    lag: { p50Ms: 20, p95Ms: 900, maxMs: 2_000, samples: 60 },
  }),
  performance: (base) => ({
    ...rest(base),
    kind: 'performance',
    window: { from: '2026-03-02T10:00:00Z', to: NOON },
    legacy: side(5_000, 40),
    target: side(5_000, 10),
  }),
  scenario: (base) => scenarioRun(base, [{ name: 'Refund', result: 'passed' }]),
  noise_floor: (base) => {
    const { differences: _, differencesComplete: __, ...fields } = fieldRun(base, { rows: 10_000 });
    return { ...fields, kind: 'noise_floor' };
  },
};
const side = (requests: number, errors: number) => ({
  requests,
  errors,
  failedTransactions: errors,
  latency: [{ upToMs: '150', count: requests }],
});
function rest(base: Base) {
  const { counts: _, kind: __, ...envelope } = countRun(base, 10_000);
  return envelope;
}
