import { beforeAll, expect, test } from 'vitest';
import { checkKinds } from '#core/check/kinds.ts';
import { type RunInput, runSchema } from '#core/run/schema.ts';
import { envelopeAt } from '#core/testing/build-run.ts';
import { newId } from '../new-id.ts';
import { as } from '../testing/call.ts';
import {
  at,
  type MadeKey,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMigration,
  START,
} from '../testing/factory.ts';

const schedule = { everyMs: 3_600_000, graceMs: 60_000 };
const asOf = START.toISOString();
const rows = {
  counts: {
    legacy: 10,
    target: 10,
    compared: 10,
    identical: 10,
    modified: 0,
    missingInTarget: 0,
    extraInTarget: 0,
    duplicateInTarget: 0,
    suspectedLegacy: 0,
    suspectedTarget: 0,
  },
  fields: [{ name: 'amount', compared: 10, matching: 10 }],
};
const side = { requests: 100, errors: 0, failedTransactions: 0, latency: [{ upToMs: '20', count: 100 }] };

type Body<K extends RunInput['kind']> = Omit<
  Extract<RunInput, { kind: K }>,
  keyof ReturnType<typeof envelopeAt> | 'kind' | 'coverage'
>;
/** What each kind reports when all is well. */
const bodies: { [K in RunInput['kind']]: Body<K> } = {
  record_count: { counts: { legacy: 10, target: 10 } },
  checksum: { segmentsCompared: 4, checksums: [] },
  field_level: { ...rows, differences: [], differencesComplete: true },
  aggregate: {
    aggregates: [{ name: 'paid out', keys: { month: '2026-02' }, legacy: '12.30', target: '12.30', unit: 'EUR' }],
  },
  schema: { items: [], columnsCompared: 2 },
  event_order: { events: 10, violations: [], violationCount: 0 },
  replication_lag: { lag: { p50Ms: 10, p95Ms: 20, maxMs: 30, samples: 60 } },
  performance: { legacy: side, target: side },
  scenario: { scenarios: [{ name: 'top links attribute', result: 'passed' }] },
  noise_floor: rows,
};

/** How much was looked at, where it is not 10. */
const comparedOf: Partial<Record<RunInput['kind'], number>> = { replication_lag: 60, performance: 100 };

let migration: MadeMigration;
let key: MadeKey;
let checkIds: Record<string, string>;
beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
  const tolerances = { slaMs: '400', lagMs: 1_000 };
  const checks = checkKinds.map((kind) => ({ kind, schedule, ...(kind === 'performance' && { tolerances }) }));
  ({ checkIds } = await makeDatasets(migration, [{ name: 'payouts', checks }]));
});

test.each(checkKinds)('%s is taken, judged, kept whole and can be read again', async (kind) => {
  const window = kind === 'performance' ? { from: '2026-03-02T08:00:00Z', to: '2026-03-02T09:00:00Z' } : null;
  const run = runSchema.parse({
    ...envelopeAt(asOf),
    ...bodies[kind],
    kind,
    window,
    runId: newId(),
    checkId: checkIds[`payouts/${kind}`],
    coverage: { method: 'full', population: comparedOf[kind] ?? 10, compared: comparedOf[kind] ?? 10 },
  });
  const receipt = await as(key.actor).ingest.submitRun(run);
  expect(receipt).toMatchObject({ runId: run.runId, state: 'completed', verdict: 'match', replayed: false });
  expect(await as(key.actor).ingest.submitRun(run)).toEqual({ ...receipt, replayed: true });

  const read = await as(migration.lead).run.get({ migrationId: migration.id, runId: run.runId });
  expect(read).toMatchObject({ kind, state: 'completed', verdict: 'match', run: { ...bodies[kind], kind } });
  const { datasets } = await as(migration.lead, at()).evidence.overview({ migrationId: migration.id });
  const check = datasets[0]?.checks.find((one) => one.kind === kind);
  expect(check).toMatchObject({ freshness: 'fresh', lastRunId: run.runId, lastVerdict: 'match' });
});
