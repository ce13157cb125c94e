import { beforeAll, describe, expect, it, test } from 'vitest';
import { checkKinds } from '#core/check/kinds.ts';
import type { RunInput } from '#core/run/schema.ts';
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

const push = (run: RunInput) => as(key.actor, at(new Date(START.getTime() + 3_600_000))).ingest.submitRun(run);
const get = (runId: string) => as(migration.lead).run.get({ migrationId: migration.id, runId });

/** A dataset of its own with one check. */
async function makeCheck(kind: Kind) {
  const name = `d${newId()}`;
  const tolerances = kind === 'performance' ? { slaMs: '400' } : kind === 'replication_lag' ? { lagMs: 1_000 } : {};
  const schedule = { everyMs: 86_400_000, graceMs: 3_600_000 };
  const { checkIds, datasetIds } = await makeDatasets(migration, [
    { name, criticality: 'critical', checks: [{ kind, schedule, tolerances }] },
  ]);
  const base: Base = { checkId: checkIds[`${name}/${kind}`] ?? '', at: START };
  const open = async () => {
    const { items } = await as(migration.lead).discrepancy.list({ migrationId: migration.id, view: 'all' });
    return items.filter(({ datasetId }) => datasetId === datasetIds[name]);
  };
  return { base, open };
}

/** A run of its kind, as it is made with `K`. */
function ofKind<K extends Kind>(kind: K, change: (run: Of<K>) => RunInput) {
  const isOf = (run: RunInput): run is Of<K> => run.kind === kind;
  return { change: (run: RunInput) => (isOf(run) ? change(run) : run) };
}

const side = (requests: number) => ({
  requests,
  errors: 0,
  failedTransactions: 0,
  latency: [{ upToMs: '50', count: requests }],
});
const window = { from: '2026-03-02T08:40:00Z', to: '2026-03-02T09:00:00Z' };

const MILLION = 1_000_000;
type Counted = RunInput['coverage'];
/** Looked at a part of a million, in each way in which a run states it. */
const parts: [way: string, Partial<Counted>, windowed: boolean][] = [
  ['a sample', { method: 'sample', population: MILLION }, false],
  ['what is left after skipped chunks', { skippedChunks: 1, population: MILLION }, false],
  ['a sample of a window', { method: 'sample', population: MILLION }, true],
];
const partOf = (run: RunInput, coverage: Partial<Counted>, windowed: boolean): RunInput => {
  const part = { ...run, coverage: { ...run.coverage, ...coverage }, window: windowed ? window : run.window };
  if (part.kind !== 'field_level' && part.kind !== 'noise_floor') return part;
  return { ...part, counts: { ...part.counts, legacy: MILLION, target: MILLION } };
};

/** All that a part was a part of, and nothing wrong with it. */
const allOf = (kind: Kind, base: Base): RunInput => {
  const run = matching(kind, base);
  const coverage = { method: 'full', population: MILLION, compared: MILLION } as const;
  const rows = { legacy: MILLION, target: MILLION };
  switch (run.kind) {
    case 'record_count':
      return { ...run, coverage, counts: rows };
    case 'checksum':
      return { ...run, coverage, rows };
    case 'field_level':
    case 'noise_floor':
      return {
        ...run,
        coverage,
        counts: { ...run.counts, ...rows, compared: MILLION, identical: MILLION },
        fields: [{ name: 'amount', compared: MILLION, matching: MILLION }],
      };
    case 'event_order':
      return { ...run, coverage, events: MILLION };
    case 'schema':
      return { ...run, coverage, columnsCompared: MILLION };
    case 'replication_lag':
      return { ...run, coverage, lag: { ...run.lag, samples: MILLION } };
    case 'performance':
      return { ...run, coverage, legacy: side(MILLION), target: side(MILLION) };
    case 'aggregate':
    case 'scenario':
      return { ...run, coverage };
  }
};

describe.each(parts)('a run of %s is corrected by no less than it was a part of', (_, coverage, windowed) => {
  test.each(checkKinds)('%s', async (kind) => {
    const ofPart = (base: Base) => partOf(mismatching(kind, base), coverage, windowed);
    const { base, open } = await makeCheck(kind);
    const old = ofPart(base);
    await push(old);
    const found = await open();
    const fewer = await push({ ...matching(kind, base), supersedesRunId: old.runId });
    expect(fewer.waitsFor).toMatch(/of 1,000,000 (row|column|event|sample|legacy request|scenario)s/);
    expect((await get(old.runId)).supersededBy).toBeNull();
    expect(await open()).toMatchObject(found.map(({ id }) => ({ id, status: 'new' })));

    const again = ofPart(base);
    await push(again);
    const all = { ...allOf(kind, base), supersedesRunId: again.runId };
    expect(await push(all)).toMatchObject({ waitsFor: null });

    const unknown = ofPart(base);
    await push({ ...unknown, coverage: { ...unknown.coverage, population: null } });
    const { waitsFor } = await push({ ...allOf(kind, base), supersedesRunId: unknown.runId });
    if (kind === 'field_level' || kind === 'noise_floor') expect(waitsFor).toBeNull();
    else expect(waitsFor).toContain('it does not say how much there was');
  });
});

describe('a corrected run of a part that looks at the same part', () => {
  test.each(checkKinds)('%s: the same draw counts at once, other chunks may not be the same', async (kind) => {
    const { base } = await makeCheck(kind);
    const answer = async (coverage: Partial<Counted>) => {
      const old = partOf(mismatching(kind, base), coverage, false);
      await push(old);
      return push({ ...partOf(matching(kind, base), coverage, false), supersedesRunId: old.runId });
    };
    expect(await answer({ method: 'sample', population: MILLION, seed: 's' })).toMatchObject({ waitsFor: null });
    expect((await answer({ skippedChunks: 1, population: MILLION })).waitsFor).toContain('1 chunk');
  });

  test.each([
    [5_000, null],
    [4_000, '1,000 of 5,000 rows'],
  ])('a tool that counts coverage of events in rows is held to its rows: %i', async (rows, text) => {
    const { base } = await makeCheck('event_order');
    const part = { method: 'sample', population: 5_000, compared: 500 } as const;
    const old = { ...mismatching('event_order', base), coverage: part };
    await push(old);
    const { change } = ofKind('event_order', (run) => ({
      ...run,
      events: 900,
      coverage: { method: 'full', population: rows, compared: rows },
      supersedesRunId: old.runId,
    }));
    const { waitsFor } = await push(change(matching('event_order', base)));
    expect(waitsFor).toEqual(text === null ? null : expect.stringContaining(text));
  });
});

describe('a corrected load of more requests', () => {
  const errors = (requests: number, failed: number) => ({ ...side(requests), errors: failed });
  const ofLoad = (target: Of<'performance'>['target']) =>
    ofKind('performance', (run) => ({
      ...run,
      target,
      coverage: { ...run.coverage, population: target.requests, compared: target.requests },
    })).change;
  const bad = ofLoad(errors(1_000, 50));

  test.each([
    [errors(100_000, 50), false],
    [errors(100_000, 4_999), false],
    [errors(100_000, 5_000), true],
    [errors(1_000, 10), true],
  ])('waits where the share of what went wrong is smaller', async (target, atOnce) => {
    const { base } = await makeCheck('performance');
    const old = bad(matching('performance', base));
    await push(old);
    const by = ofLoad(target)(matching('performance', base));
    const { waitsFor } = await push({ ...by, supersedesRunId: old.runId });
    if (atOnce) expect(waitsFor).toBeNull();
    else expect(waitsFor).toContain('how many of 1,000 target requests failed: it counts 100,000');
  });

  it('also where a smaller share was slow', async () => {
    const { base } = await makeCheck('performance');
    const old = mismatching('performance', base);
    await push(old);
    const crowd = {
      ...side(2_000),
      latency: [
        { upToMs: '50', count: 1_000 },
        { upToMs: '5000', count: 1_000 },
      ],
    };
    const by = ofLoad(crowd)(matching('performance', base));
    expect((await push({ ...by, supersedesRunId: old.runId })).waitsFor).toContain('it counts 2,000');
  });
});
