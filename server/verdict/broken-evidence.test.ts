import { describe, expect, it } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { createContext } from '../context.ts';
import { submitRun } from '../ingest/submit-run.ts';
import { http } from '../testing/call.ts';
import { type CleanMigration, makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeDatasets, makeKey } from '../testing/factory.ts';
import { countRun, fieldRun, performanceRun } from '../testing/runs.ts';

const json = { 'content-type': 'application/json' };
const later = (time: Date, ms: number) => new Date(time.getTime() + ms);

/** A migration that is go, and an hour later something happens to its evidence. */
async function goMigration(): Promise<CleanMigration & { now: Date; after: Date }> {
  const made = await makeCleanMigration(1);
  await made.cleanDay(made.noon(0));
  await made.cleanDay(made.noon(1));
  const now = made.noon(1);
  expect((await made.verdictAt(now)).verdict).toBe('go');
  return { ...made, now, after: later(now, HOUR_MS) };
}

type Way = { check: string; run: (base: { checkId: string; at: Date }) => RunInput; metric: string; reason: string };

const ways: Record<string, Way> = {
  'an empty run': {
    check: 'payouts/record_count',
    run: (base) => countRun(base, 0, 0),
    metric: 'record_count_variance',
    reason: 'no_evidence',
  },
  '0 rows compared': {
    check: 'payouts/field_level',
    run: (base) => fieldRun(base, { rows: 0 }),
    metric: 'field_match_rate',
    reason: 'no_evidence',
  },
  'a run without denominator': {
    check: 'payouts/field_level',
    run: (base) => ({ ...fieldRun(base), fields: [{ name: 'amount', compared: 0, matching: 0 }] }),
    metric: 'field_match_rate',
    reason: 'no_evidence',
  },
  'a performance run without requests': {
    check: 'payouts/performance',
    run: (base) => performanceRun({ ...base, from: later(base.at, -HOUR_MS) }, 0),
    metric: 'response_time_at_peak',
    reason: 'no_evidence',
  },
  'a sample too small': {
    check: 'payouts/field_level',
    run: (base) => ({ ...fieldRun(base), coverage: { method: 'sample', population: 1_000_000, compared: 100 } }),
    metric: 'field_match_rate',
    reason: 'inconclusive',
  },
  'rows that are still suspected': {
    check: 'payouts/field_level',
    run: (base) => fieldRun(base, { suspected: 5 }),
    metric: 'field_match_rate',
    reason: 'inconclusive',
  },
  'skipped chunks': {
    check: 'payouts/field_level',
    run: (base) => ({
      ...fieldRun(base),
      coverage: { method: 'full', population: 200, compared: 100, skippedChunks: 1 },
      counts: { ...fieldRun(base).counts, legacy: 200, target: 200 },
    }),
    metric: 'field_match_rate',
    reason: 'inconclusive',
  },
};

describe('evidence that proves nothing turns go into no-go', () => {
  it.each(Object.entries(ways))('%s', async (_, { check, run, metric, reason }) => {
    const { checkIds, submit, verdictAt, after } = await goMigration();
    await submit(run({ checkId: checkIds[check] ?? '', at: after }), after);
    const page = await verdictAt(after);
    expect(page.verdict).toBe('no_go');
    const criterion = page.criteria.find((one) => one.metric === metric);
    expect(criterion?.result).toMatchObject({ outcome: 'unknown', unknownReason: reason });
  });

  it('a dataset that nobody looks at', async () => {
    const { migration, verdictAt, after } = await goMigration();
    await makeDatasets(migration, [{ name: 'clicks' }], at(after));
    const page = await verdictAt(after);
    expect(page.verdict).toBe('no_go');
    expect(page.blockers.map(({ standing }) => standing)).toContain('untested');
  });

  it('a check that is overdue, whichever it is', async () => {
    for (const check of ['payouts/record_count', 'payouts/field_level', 'payouts/performance']) {
      const { cleanDay, noon, verdictAt } = await goMigration();
      await cleanDay(noon(2), [check]);
      const page = await verdictAt(later(noon(2), 2 * HOUR_MS));
      expect({ check, verdict: page.verdict }).toEqual({ check, verdict: 'no_go' });
      expect(page.blockers.map(({ standing }) => standing)).toContain('stale');
    }
  });

  it('NaN and Infinity, which are refused, so that the check falls due', async () => {
    const { checkIds, key, submit, verdictAt, after, now } = await goMigration();
    const run = performanceRun({ checkId: checkIds['payouts/performance'] ?? '', at: after, from: now }, 10);
    for (const upToMs of ['NaN', 'Infinity', '1e3']) {
      const bad = { ...run, target: { ...run.target, latency: [{ upToMs, count: 10 }] } };
      await expect(submit(bad, after)).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        cause: { problems: [{ pointer: '/target/latency/0/upToMs' }] },
      });
    }
    const raw = JSON.stringify(run).replace('"errors":0', '"errors":NaN');
    expect(await http('/ingest/runs', { key: key.secret, raw, headers: json })).toMatchObject({ status: 400 });
    expect((await verdictAt(after)).verdict).toBe('go');
    expect((await verdictAt(later(now, DAY_MS + 2 * HOUR_MS))).verdict).toBe('no_go');
  });

  it('a peak without any request', async () => {
    const { checkIds, cleanDay, noon, submit, verdictAt } = await makeCleanMigration(1);
    await cleanDay(noon(0), ['payouts/performance']);
    const checkId = checkIds['payouts/performance'] ?? '';
    await submit(performanceRun({ checkId, at: noon(0), from: later(noon(0), -HOUR_MS) }, 0), noon(0));
    const { criteria } = await verdictAt(noon(0));
    const peak = criteria.find(({ metric }) => metric === 'response_time_at_peak');
    expect(peak?.result).toMatchObject({ outcome: 'unknown', unknownReason: 'no_evidence' });
  });

  it('an agent whose clock runs ahead by a day', async () => {
    const { checkIds, submit, verdictAt, after } = await goMigration();
    const ahead = later(after, DAY_MS);
    await submit(countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: ahead }), after);
    const page = await verdictAt(after);
    expect(page.verdict).toBe('no_go');
    expect(page.blockers.map(({ detail }) => detail).join()).toContain('read in the future');
    await submit(countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: later(after, 1) }), later(after, 1));
    expect((await verdictAt(later(after, 1))).verdict).toBe('go');
  });

  it('an agent whose clock showed another year for a moment, for three days and no longer', async () => {
    const { checkIds, key, after } = await goMigration();
    const submitAfter = async (hours: number, skewMs: number) => {
      const now = later(after, hours * HOUR_MS);
      const run = countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: later(now, -2_000) });
      return (await submitRun(createContext({ actor: key.actor, now: at(now), clock: { skewMs, heldMs: 0 } }), run))
        .verdict;
    };
    expect(await submitAfter(0, 4 * 365 * DAY_MS)).toBe('inconclusive');
    expect(await submitAfter(1, 0)).toBe('inconclusive');
    expect(await submitAfter(72, 0)).toBe('inconclusive');
    expect(await submitAfter(74, 0)).toBe('match');
  });

  it.each([
    ['10 min ahead', 10 * 60_000, 10 / 60],
    ['48 h ahead', 2 * DAY_MS, 48],
  ])('a key whose clock was %s, until when the reason says, and no other key', async (text, skewMs, hours) => {
    const { migration, checkIds, key, verdictAt, after } = await goMigration();
    const send = async (actor: typeof key.actor, hour: number, skew: number) => {
      const now = later(after, hour * HOUR_MS);
      const run = countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: later(now, -2_000) });
      const ctx = createContext({ actor, now: at(now), clock: { skewMs: skew, heldMs: 0 } });
      return (await submitRun(ctx, run)).verdict;
    };
    const detailAt = async (hour: number) =>
      (await verdictAt(later(after, hour * HOUR_MS))).blockers.map(({ detail }) => detail).join();
    expect(await send(key.actor, 0, skewMs)).toBe('inconclusive');
    expect(await detailAt(0)).toContain(`${text}; times of its key are doubted until`);
    expect(await send(key.actor, 0.01, 0)).toBe('inconclusive');
    const until = new Date(after.getTime() + (hours + 0.01) * HOUR_MS);
    const minute = new Date(Math.ceil(until.getTime() / 60_000) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
    const said = `times of its key are doubted until ${minute} UTC`;
    expect(await detailAt(0.01)).toContain(said);
    expect(await detailAt(0.01)).toContain('one that is sent with another key at once');
    const other = await makeKey(migration);
    expect(await send(other.actor, 0.02, 0)).toBe('match');
    expect(await detailAt(0.02)).not.toContain(said);
    expect(await send(key.actor, hours - 0.05, 0)).toBe('inconclusive');
    expect(await send(key.actor, hours + 0.1, 0)).toBe('match');
  });

  it('an agent whose clock is a day behind, which would fill yesterday', async () => {
    const { checkIds, key, verdictAt, after } = await goMigration();
    const behind = countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: later(after, -DAY_MS) });
    const ctx = createContext({ actor: key.actor, now: at(after), clock: { skewMs: -DAY_MS, heldMs: 0 } });
    expect(await submitRun(ctx, behind)).toMatchObject({ verdict: 'inconclusive' });
    expect((await verdictAt(after)).blockers.map(({ detail }) => detail).join()).toContain('24 h behind');
  });
});
