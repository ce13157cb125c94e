import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../run/schema.ts';
import { fieldRun, performanceRun, runIdOf, sampleRun } from '../testing/build-run.ts';
import { addRunToDay, dayOfRuns, drawOf } from './day.ts';
import type { RunFigures } from './figures.ts';
import { dayFiguresSchema, runFiguresSchema } from './figures.ts';
import { leftOut } from './left-out.ts';
import { loadOfPoint, mergeLoads } from './load-of-run.ts';
import { type RunPlace, rollupOfRun } from './rollup-of-run.ts';

const zone = 'Europe/Berlin';
const place: RunPlace = {
  receivedAt: '2026-11-21T08:00:10Z',
  timeZone: zone,
  schedule: { everyMs: 3_600_000, graceMs: 600_000 },
  tolerances: {},
  dataset: { columns: [], keyColumns: ['id'], mayBeEmpty: false, moneyColumn: null },
};
const roll = (run: Run, more: Partial<RunPlace> = {}) => rollupOfRun(run, { ...place, ...more });

describe('rollupOfRun', () => {
  test('is what the schema says it is', () => {
    const figures = roll(fieldRun('2026-11-21T08:00:00Z', { modified: 2 }));
    expect(runFiguresSchema.parse(figures)).toEqual(figures);
    expect(figures).toMatchObject({
      verdict: 'mismatch',
      text: '2 of 102 rows differ',
      asOf: '2026-11-21T08:00:00.000Z',
      dueAt: '2026-11-21T09:10:00.000Z',
      day: '2026-11-21',
      fields: { columns: 1, compared: 102, matching: 100, worst: 'amount', neverCompared: [] },
      recordCount: null,
      load: null,
    });
  });

  test('a run belongs to the day of the earlier watermark, in the zone of the migration', () => {
    const run = fieldRun('2026-11-20T23:30:00Z');
    expect(roll(run).day).toBe('2026-11-21');
    const early = { ...run, asOf: { ...run.asOf, target: { position: null, time: '2026-11-20T22:59:00+00:00' } } };
    expect(roll(early)).toMatchObject({ day: '2026-11-20', asOf: '2026-11-20T22:59:00.000Z' });
  });

  test('a clock that runs ahead gains nothing', () => {
    const figures = roll(fieldRun('2026-11-22T08:00:00Z'));
    expect(figures).toMatchObject({
      asOf: '2026-11-21T08:00:10.000Z',
      dueAt: '2026-11-21T08:00:10.000Z',
      clockDoubt: 'it says it was read in the future',
      day: '2026-11-21',
    });
  });

  test('names declared columns that were not compared', () => {
    const columns = ['id', 'amount', 'note', 'secret'].map((name) => ({
      name,
      sensitive: false,
      ignore: name === 'secret',
    }));
    const dataset = { ...place.dataset, columns };
    expect(roll(fieldRun('2026-11-21T08:00:00Z'), { dataset }).fields?.neverCompared).toEqual(['note']);
  });
});

describe('a day', () => {
  const times = fc.integer({ min: 0, max: 23 });
  const runs = fc
    .array(fc.record({ hour: times, modified: fc.nat(2), suspected: fc.nat(1), sample: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((given) =>
      given.map(({ hour, modified, suspected, sample }, i): RunFigures => {
        const asOf = `2026-11-21T${String(hour).padStart(2, '0')}:00:00+01:00`;
        const rows = { modified, suspectedLegacy: suspected };
        const run = sample ? sampleRun(asOf, rows, null, null, i) : fieldRun(asOf, rows, {}, i);
        return roll(run, { receivedAt: '2026-11-22T12:00:00Z' });
      }),
    );
  test('is the same in any order of arrival, however often each run comes', () => {
    fc.assert(
      fc.property(
        runs.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, shuffled]) => {
          const day = dayOfRuns(all, zone);
          expect(dayOfRuns(shuffled, zone)).toEqual(day);
          expect(dayFiguresSchema.parse(day)).toEqual(day);
        },
      ),
    );
  });

  test('is wholly looked at by runs that left nothing out only, and says that they came late', () => {
    const inconclusive = addRunToDay(null, roll(fieldRun('2026-11-21T08:00:00Z', { suspectedLegacy: 1 })), zone);
    expect(inconclusive).toMatchObject({ wholeUntil: null, heardUntil: '2026-11-21T09:10:00.000Z', lateAt: null });
    const skipped = { coverage: { method: 'full' as const, population: 200, compared: 101, skippedChunks: 1 } };
    const partly = roll(fieldRun('2026-11-21T08:00:00Z', { modified: 1 }, skipped));
    expect(partly.verdict).toBe('mismatch');
    expect(addRunToDay(null, partly, zone).wholeUntil).toBeNull();
    const at = '2026-11-21T08:00:00Z';
    const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-21T00:00:00Z' };
    const columns = ['amount', 'note'].map((name) => ({ name, sensitive: false, ignore: false }));
    const sample = roll(sampleRun(at, {}, 1_000), { sampleRows: 100 });
    const ofWindow = roll(fieldRun(at, {}, { window }));
    const narrow = roll(fieldRun(at), { dataset: { ...place.dataset, columns } });
    expect([sample, ofWindow, narrow].map((run) => [run.verdict, leftOut(run)])).toEqual([
      ['match', 'only a sample was looked at, 100 of 1,000'],
      ['match', 'only 1 Nov to 21 Nov was looked at'],
      ['inconclusive', 'never compared: note'],
    ]);
    for (const run of [sample, ofWindow, narrow]) {
      expect(addRunToDay(null, run, zone)).toMatchObject({ wholeUntil: null, wholeAsOf: null, heardUntil: run.dueAt });
    }
    const late = roll(fieldRun('2026-11-21T09:00:00Z', {}, {}, 2), { receivedAt: '2026-11-23T00:00:00Z' });
    expect(addRunToDay(inconclusive, late, zone)).toMatchObject({
      wholeUntil: '2026-11-21T10:10:00.000Z',
      wholeAsOf: '2026-11-21T09:00:00.000Z',
      lateAt: '2026-11-23T00:00:00.000Z',
      newest: { runId: runIdOf(2) },
    });
  });
});

test('a suspected pair of a sample is one row', () => {
  const draw = (rows: object) => drawOf(roll(sampleRun('2026-11-21T08:00:00Z', rows, 1_000)))?.suspected;
  expect(draw({ suspectedLegacy: 3, suspectedTarget: 3 })).toBe(3);
  expect(draw({ suspectedLegacy: 1, suspectedTarget: 3 })).toBe(3);
});

describe('load', () => {
  test('of a run lies in the hour in which it began', () => {
    const loadOf = (from: string, to: string) => roll(performanceRun(from, to, 10, '5'), { receivedAt: to }).load;
    const load = (from: string, to: string) => loadOf(from, to)?.hour;
    expect(load('2026-11-21T07:00:00Z', '2026-11-21T08:00:00Z')).toBe('2026-11-21T07:00:00.000Z');
    expect(load('2026-11-21T07:30:00Z', '2026-11-21T08:30:00Z')).toBe('2026-11-21T07:00:00.000Z');
    expect(loadOf('2026-11-21T07:00:00Z', '2026-11-21T08:00:00Z')?.spanMs).toBeUndefined();
    expect(loadOf('2026-11-21T05:30:00Z', '2026-11-21T08:30:00Z')).toMatchObject({
      hour: '2026-11-21T08:00:00.000Z',
      spanMs: 10_800_000,
    });
  });

  test('of minutes adds up in any order', () => {
    const side = (requests: number) => ({
      requests,
      errors: 1,
      failedTransactions: 0,
      latency: [{ upToMs: '5', count: requests }],
    });
    const point = (minute: number, legacy: number) =>
      loadOfPoint(
        { checkId: 'c', at: `2026-11-21T08:0${minute}:00Z`, legacy: side(legacy), target: side(1) },
        '2026-11-21T09:00:00Z',
      );
    const parts = [point(1, 10), point(2, 20)].flatMap((load) => load ?? []);
    const merged = mergeLoads(parts);
    expect(merged).toMatchObject({
      hour: '2026-11-21T08:00:00.000Z',
      legacyRequests: 30,
      targetRequests: 2,
      legacyErrors: 2,
      asOf: '2026-11-21T08:02:00.000Z',
    });
    expect(mergeLoads([...parts].reverse())).toEqual(merged);
    expect(mergeLoads([])).toBeNull();
  });
});
