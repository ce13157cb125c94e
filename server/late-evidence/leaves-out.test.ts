import { beforeAll, describe, expect, it, test } from 'vitest';
import { checkKinds } from '#core/check/kinds.ts';
import type { RunInput } from '#core/run/schema.ts';
import { newId } from '../new-id.ts';
import { acceptLate } from '../testing/accept-late.ts';
import { as } from '../testing/call.ts';
import {
  at,
  type MadeKey,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMember,
  makeMigration,
  START,
} from '../testing/factory.ts';
import type { Base } from '../testing/runs.ts';
import { matching, mismatching } from '../testing/runs-of-every-kind.ts';

type Kind = RunInput['kind'];
type Of<K extends Kind> = Extract<RunInput, { kind: K }>;

let migration: MadeMigration;
let key: MadeKey;
beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
});

const NOW = new Date(START.getTime() + 3_600_000);
const push = (run: RunInput) => as(key.actor, at(NOW)).ingest.submitRun(run);
const get = (runId: string) => as(migration.lead).run.get({ migrationId: migration.id, runId });

/** A dataset of its own with a check of each kind. */
async function makeChecks() {
  const name = `d${newId()}`;
  const checks = checkKinds.map((kind) => ({
    kind,
    schedule: { everyMs: 86_400_000, graceMs: 3_600_000 },
    tolerances: kind === 'performance' ? { slaMs: '400' } : kind === 'replication_lag' ? { lagMs: 1_000 } : {},
  }));
  const { checkIds, datasetIds } = await makeDatasets(migration, [{ name, criticality: 'critical', checks }]);
  const base = (kind: Kind): Base => ({ checkId: checkIds[`${name}/${kind}`] ?? '', at: START });
  const open = async () => {
    const { items } = await as(migration.lead).discrepancy.list({ migrationId: migration.id, view: 'all' });
    return items.filter(({ datasetId }) => datasetId === datasetIds[name]);
  };
  return { base, open };
}

/** A run of its kind, as it is made with `K`. */
function ofKind<K extends Kind>(kind: K, change: (run: Of<K>) => RunInput) {
  const isOf = (run: RunInput): run is Of<K> => run.kind === kind;
  return { kind, change: (run: RunInput) => (isOf(run) ? change(run) : run) };
}

const side = (requests: number) => ({
  requests,
  errors: 0,
  failedTransactions: 0,
  latency: [{ upToMs: '50', count: requests }],
});
const window = { from: '2026-03-02T08:40:00Z', to: '2026-03-02T09:00:00Z' };
const note = { name: 'note', compared: 100, matching: 100 };
const amount = { name: 'amount', compared: 100, matching: 100 };

/** Kinds that open no discrepancy. */
const measures: ReadonlySet<Kind> = new Set(['noise_floor', 'performance', 'replication_lag']);

/** What a correction that finds nothing leaves out of what was looked at before. */
const lesser: [text: string, { kind: Kind; change: (run: RunInput) => RunInput }][] = [
  [
    'the scenario Refund (failed)',
    ofKind('scenario', (run) => ({ ...run, scenarios: run.scenarios.filter(({ name }) => name !== 'Refund') })),
  ],
  [
    'the scenario Refund (failed)',
    ofKind('scenario', (run) => ({
      ...run,
      scenarios: run.scenarios.map((one) => (one.name === 'Refund' ? { ...one, result: 'skipped' } : one)),
    })),
  ],
  [
    'paid out',
    ofKind('aggregate', (run) => ({ ...run, aggregates: run.aggregates.filter(({ name }) => name !== 'paid out') })),
  ],
  [
    'paid out',
    ofKind('aggregate', (run) => ({
      ...run,
      aggregates: run.aggregates.map((one) => (one.name === 'paid out' ? { ...one, legacy: null, target: null } : one)),
    })),
  ],
  ['the column amount (differed)', ofKind('field_level', (run) => ({ ...run, fields: [note], columns: [] }))],
  [
    'the column amount (differed)',
    ofKind('field_level', (run) => ({ ...run, fields: [note, { name: 'amount', compared: 1, matching: 1 }] })),
  ],
  ['the column amount (differed)', ofKind('noise_floor', (run) => ({ ...run, fields: [note], columns: [] }))],
  [
    '10 of 100 rows',
    ofKind('field_level', (run) => ({
      ...run,
      counts: { ...run.counts, legacy: 90, target: 90, compared: 90, identical: 90 },
      fields: [{ name: 'amount', compared: 90, matching: 90 }],
      coverage: { method: 'full', population: 90, compared: 90 },
    })),
  ],
  [
    '10 of 100 rows',
    ofKind('field_level', (run) => ({
      ...run,
      counts: { ...run.counts, identical: 90, suspectedLegacy: 10, suspectedTarget: 10 },
      fields: [{ name: 'amount', compared: 90, matching: 90 }],
    })),
  ],
  ['all but 2026-03-02 08:40 UTC to 2026-03-02 09:00 UTC', ofKind('field_level', (run) => ({ ...run, window }))],
  ['all but 2026-03-02 08:40 UTC to 2026-03-02 09:00 UTC', ofKind('record_count', (run) => ({ ...run, window }))],
  ['all but 2026-03-02 08:40 UTC to 2026-03-02 09:00 UTC', ofKind('performance', (run) => ({ ...run, window }))],
  [
    'all but a sample of 100',
    ofKind('field_level', (run) => ({
      ...run,
      coverage: { method: 'sample', population: 100, compared: 100, seed: 's' },
    })),
  ],
  [
    '2 chunks',
    ofKind('field_level', (run) => ({ ...run, coverage: { ...run.coverage, population: null, skippedChunks: 2 } })),
  ],
  [
    '95 of 100 rows',
    ofKind('record_count', (run) => ({
      ...run,
      counts: { legacy: 5, target: 5 },
      coverage: { ...run.coverage, population: 5, compared: 5 },
    })),
  ],
  [
    '95 of 100 rows',
    ofKind('aggregate', (run) => ({ ...run, coverage: { ...run.coverage, population: 5, compared: 5 } })),
  ],
  ['9 of 10 segments', ofKind('checksum', (run) => ({ ...run, segmentsCompared: 1 }))],
  ['the column note', ofKind('checksum', (run) => ({ ...run, notCompared: [{ column: 'note', side: 'legacy' }] }))],
  ['1 of 2 columns', ofKind('schema', (run) => ({ ...run, columnsCompared: 1 }))],
  ['99 of 100 events', ofKind('event_order', (run) => ({ ...run, events: 1 }))],
  ['1 of 60 samples', ofKind('replication_lag', (run) => ({ ...run, lag: { ...run.lag, samples: 59 } }))],
  [
    'the load by the hour: it took 61 minutes',
    ofKind('performance', (run) => ({ ...run, window: { from: '2026-03-02T07:59:59Z', to: START.toISOString() } })),
  ],
  ['930 of 1,000 target requests', ofKind('performance', (run) => ({ ...run, target: side(70) }))],
  [
    'what was written from 2026-03-02 08:59 UTC to 2026-03-02 09:00 UTC',
    ofKind('field_level', (run) => {
      const early = { position: null, time: new Date(START.getTime() - 60_000).toISOString() };
      return { ...run, asOf: { legacy: early, target: early } };
    }),
  ],
];

describe('a corrected run of today waits where it leaves out', () => {
  test.each(lesser)('%s', async (text, { kind, change }) => {
    const { base, open } = await makeChecks();
    const old = mismatching(kind, base(kind));
    await push(old);
    const found = await open();
    const lesserRun = { ...change(matching(kind, base(kind))), supersedesRunId: old.runId };
    const receipt = await push(lesserRun);
    expect(receipt.waitsFor).toMatch('it leaves out what the run that it replaces looked at: ');
    expect(receipt.waitsFor).toContain(text);
    expect((await get(old.runId)).supersededBy).toBeNull();
    expect(await open()).toMatchObject(found.map(({ id }) => ({ id, status: 'new' })));
  });

  test.each(lesser)('%s, also where it arrives first', async (_, { kind, change }) => {
    const { base, open } = await makeChecks();
    const old = mismatching(kind, base(kind));
    await push({ ...change(matching(kind, base(kind))), supersedesRunId: old.runId });
    await push(old);
    expect((await get(old.runId)).supersededBy).toBeNull();
    expect(await open()).toHaveLength(measures.has(kind) ? 0 : 1);
  });
});

describe('a corrected run of today that looks at no less', () => {
  test.each(checkKinds)('counts at once: %s', async (kind) => {
    const { base, open } = await makeChecks();
    const old = mismatching(kind, base(kind));
    await push(old);
    expect(await push({ ...matching(kind, base(kind)), supersedesRunId: old.runId })).toMatchObject({ waitsFor: null });
    expect((await get(old.runId)).supersededBy).not.toBeNull();
    expect(await open()).toEqual([]);
  });

  it('what it finds itself counts, while its correction waits', async () => {
    const { base, open } = await makeChecks();
    const old = mismatching('scenario', base('scenario'));
    await push(old);
    const by = matching('scenario', base('scenario'));
    if (by.kind !== 'scenario') throw new Error('It is no scenario run.');
    await push({ ...by, supersedesRunId: old.runId, scenarios: [{ name: 'Link', result: 'failed' }] });
    expect((await open()).map(({ field }) => field).sort()).toEqual(['Link', 'Refund']);
  });

  it('takes the place of one that took the place of another; the next that leaves out does not', async () => {
    const { base, open } = await makeChecks();
    const [first, second] = [mismatching('aggregate', base('aggregate')), mismatching('aggregate', base('aggregate'))];
    const third = matching('aggregate', base('aggregate'));
    if (third.kind !== 'aggregate') throw new Error('It is no run of totals.');
    await push(first);
    expect(await push({ ...second, supersedesRunId: first.runId })).toMatchObject({ waitsFor: null });
    const receipt = await push({
      ...third,
      supersedesRunId: second.runId,
      aggregates: third.aggregates.filter(({ name }) => name === 'booked'),
    });
    expect(receipt.waitsFor).toContain('paid out');
    expect(await open()).toMatchObject([{ status: 'new' }]);
  });
});

describe('a corrected run that is worse than a good one', () => {
  const rows = (kind: 'field_level') => {
    const run = mismatching(kind, { checkId: '', at: START });
    if (run.kind !== kind) throw new Error('It is no run of rows.');
    return run;
  };

  it('counts at once where it looks at as much', async () => {
    const { base } = await makeChecks();
    const old = matching('field_level', base('field_level'));
    await push(old);
    const worse = { ...mismatching('field_level', base('field_level')), supersedesRunId: old.runId };
    expect(await push(worse)).toMatchObject({ waitsFor: null });
    expect((await get(old.runId)).supersededBy).toBe(worse.runId);
  });

  it('makes no column forgotten that only the good one knew', async () => {
    const { base, open } = await makeChecks();
    const { checkId, at: time } = base('field_level');
    const old = matching('field_level', { checkId, at: time });
    await push(old);
    const noteAlone = { fields: [{ name: 'note', compared: 100, matching: 96 }], columns: [], differences: [] };
    const worse = { ...rows('field_level'), ...noteAlone, checkId, supersedesRunId: old.runId };
    expect((await push(worse)).waitsFor).toContain('the column amount');
    expect(await open()).toMatchObject([{ field: 'note', status: 'new' }]);
    const later = (minutes: number) => ({ checkId, at: new Date(START.getTime() + minutes * 60_000) });
    const of = (fields: (typeof note)[]) => ofKind('field_level', (run) => ({ ...run, columns: [], fields })).change;
    expect(await push(of([note])(matching('field_level', later(1))))).toMatchObject({ verdict: 'inconclusive' });
    expect(await push(of([note, amount])(matching('field_level', later(2))))).toMatchObject({ verdict: 'match' });
  });
});

it('all that waits, of every kind and in whatever order it came, is tried and accepted at once', async () => {
  const sponsor = as(await makeMember(migration.id, 'stakeholder'), at(NOW));
  const migrationId = migration.id;
  const [late] = await sponsor.evidence.listLate({ migrationId });
  const seen = late?.seen ?? 0;
  expect(seen).toBeGreaterThanOrEqual(2 * lesser.length);
  const lateId = late?.id ?? '';
  expect(await sponsor.evidence.previewLate({ migrationId, lateId })).toMatchObject({ seen });
  await acceptLate(as(migration.lead, at(NOW)), sponsor, migration);
  expect(await sponsor.approval.listWaiting({ slug: migration.slug })).toEqual([]);
  const { items } = await sponsor.discrepancy.list({ migrationId, view: 'all' });
  // What the others found themselves.
  expect(
    items
      .filter(({ status }) => status === 'new')
      .map(({ field }) => field)
      .sort(),
  ).toEqual(['Link', 'amount']);
});

it('takes back what it leaves out once a second person has accepted it', async () => {
  const own = await makeMigration();
  const { checkIds } = await makeDatasets(own, [
    { name: 'shop', checks: [{ kind: 'scenario', schedule: { everyMs: 86_400_000, graceMs: 3_600_000 } }] },
  ]);
  const sender = await makeKey(own);
  const base = { checkId: checkIds['shop/scenario'] ?? '', at: START };
  const old = mismatching('scenario', base);
  const by = matching('scenario', base);
  if (by.kind !== 'scenario') throw new Error('It is no scenario run.');
  const { ingest } = as(sender.actor, at(NOW));
  await ingest.submitRun(old);
  await ingest.submitRun({ ...by, supersedesRunId: old.runId, scenarios: [{ name: 'Link', result: 'passed' }] });
  const sponsor = await makeMember(own.id, 'stakeholder');
  const caller = as(sponsor, at(NOW));
  const { discrepancy, approval } = caller;
  const [item] = await approval.listWaiting({ slug: own.slug });
  expect(item).toMatchObject({ kind: 'evidence', reason: expect.stringContaining('the scenario Refund (failed)') });
  const open = async () => (await discrepancy.list({ migrationId: own.id, view: 'all' })).items;
  expect(await open()).toMatchObject([{ field: 'Refund', status: 'new' }]);
  await acceptLate(as(own.lead, at(NOW)), caller, own);
  expect(await open()).toEqual([]);
});
