import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { judged, NOW, type Push } from './judged.ts';
import { count, criteria, dataset, declared, field, other, scan } from './plans.ts';

const MINUTE = 60_000;
const MILLION = 1_000_000;
const ago = (minutes: number) => minutes * MINUTE;
const later = (push: Push, hours: number): Push => ({ ...push, afterMs: hours * HOUR_MS });
const item = (column: string, what = 'type_changed') => ({ item: what, column, legacy: 'numeric', target: 'float' });
const structure = (columnsCompared: number, items: object[], ageMs: number, more: object = {}) =>
  other({ kind: 'schema', columnsCompared, items }, columnsCompared, more, ageMs);
const order = (events: number, violationCount: number, ageMs: number, more: object = {}) =>
  other({ kind: 'event_order', events, violations: [], violationCount }, events, more, ageMs);
const windowOf = (fromMs: number, toMs: number) => ({
  window: { from: new Date(NOW.getTime() - fromMs).toISOString(), to: new Date(NOW.getTime() - toMs).toISOString() },
});
const part = { window: windowOf(2 * HOUR_MS, HOUR_MS).window };
const skipped = (compared: number, population = compared) => ({
  coverage: { method: 'full', population, compared, skippedChunks: 3 },
});
const sample = (population: number | null, compared: number) => ({
  coverage: { method: 'sample', population, compared, seed: 's' },
});
const clean = (atMs = 0): Push[] => [
  { ...count(100, 100, ago(30)), afterMs: atMs },
  { ...scan({ identical: 100 }, [field('amount', 100), field('note', 100)], {}, ago(29)), afterMs: atMs },
];
const holds = { verdict: 'no_go', passes: [false, false], refused: [] };

async function inEitherOrder(plan: Parameters<typeof judged>[0], pushes: readonly Push[], expected: object) {
  for (const runs of [pushes, pushes.toReversed()]) {
    expect(await judged(plan, [...clean(), ...runs])).toMatchObject(expected);
  }
}

describe('a structure check of fewer columns than one that failed', () => {
  const plan = {
    datasets: dataset(['record_count', 'field_level', 'schema'], declared('amount', 'note')),
    criteria: criteria('drift', 'open', 'coverage'),
  };
  const failed = structure(300, [item('zzz')], ago(9));

  it.each<[string, Push[]]>([
    ['3 of 300, as many as the plan declares', [structure(3, [], ago(1))]],
    ['299', [structure(299, [], ago(1))]],
    ['3 again and again', [structure(3, [], ago(3)), structure(3, [], ago(2)), structure(3, [], ago(1))]],
    ['all, but with a chunk skipped, then 3', [structure(300, [], ago(2), skipped(300)), structure(3, [], ago(1))]],
    ['all of a window, then 3', [structure(300, [], ago(2), part), structure(3, [], ago(1))]],
  ])('answers nothing: %s', async (_, runs) => {
    await inEitherOrder(plan, [failed, ...runs], { ...holds, outcomes: { open: 'not_met' } });
  });

  it.each<[string, object]>([
    ['a window', part],
    ['skipped chunks', skipped(300)],
    ['a sample', sample(300, 300)],
  ])('nor one that failed in %s', async (_, more) => {
    const pushes = [structure(300, [item('zzz')], ago(9), more), structure(3, [], ago(1))];
    await inEitherOrder(plan, pushes, { ...holds, outcomes: { open: 'not_met' } });
    await inEitherOrder(plan, [structure(200, [item('zzz')], ago(10), part), ...pushes], holds);
  });

  it('says both figures, and what ends it', async () => {
    const { why, outcomes } = await judged(plan, [...clean(), failed, structure(3, [], ago(1))]);
    expect(outcomes).toMatchObject({ drift: 'not_met', open: 'not_met' });
    const again = await judged(plan, [...clean(), structure(300, [], ago(9)), structure(3, [], ago(1))]);
    expect(again).toMatchObject({ ...holds, outcomes: { drift: 'unknown', open: 'unknown' } });
    expect(again.why.drift?.detail).toContain('compared 3 of 300 columns that an earlier run knew');
    expect(again.why.drift?.detail).toContain('20 hours later is believed');
    expect(why.drift?.detail).toContain('1 difference in 300 columns');
  });

  it('is answered by as many, and by all but those that the target no longer has', async () => {
    await inEitherOrder(plan, [failed, structure(300, [], ago(1))], { verdict: 'go' });
    const dropped = [structure(300, [item('zzz', 'extra_in_target')], ago(9)), structure(299, [], ago(1))];
    await inEitherOrder(plan, dropped, { verdict: 'go' });
    await inEitherOrder(plan, [...dropped.slice(0, 1), structure(298, [], ago(1))], holds);
  });

  it('is believed once so few have been shown for 20 hours', async () => {
    const shown = (hours: number) => [
      failed,
      structure(299, [], ago(1)),
      later(structure(299, [], ago(1)), hours),
      ...clean(hours * HOUR_MS),
    ];
    expect(await judged(plan, shown(19))).toMatchObject(holds);
    expect(await judged(plan, shown(21))).toMatchObject({ verdict: 'go' });
    const between = later(structure(300, [item('zzz')], ago(1)), 10);
    expect(await judged(plan, [...shown(21), between])).toMatchObject(holds);
    expect(await judged(plan, [between, ...shown(21).toReversed()])).toMatchObject(holds);
    // Shown is what was received, whatever a run says of when it was read.
    const backdated = structure(299, [], 21 * HOUR_MS);
    const old = structure(300, [item('zzz')], 22 * HOUR_MS);
    expect(await judged(plan, [...clean(), old, backdated, structure(299, [], ago(1))])).toMatchObject(holds);
  });
});

describe('events in order, fewer than those among which violations were found', () => {
  const plan = {
    datasets: dataset(['record_count', 'field_level', 'event_order']),
    criteria: criteria('order', 'open', 'coverage'),
  };

  it.each<[string, Push[]]>([
    [
      'a window, then more with skipped chunks',
      [order(10_000, 3, ago(9), part), order(50_000, 3, ago(8), skipped(50_000)), order(10_000, 0, ago(1))],
    ],
    ['a sample of many', [order(10, 3, ago(9), sample(MILLION, 10)), order(10, 0, ago(1))]],
    ['skipped chunks of many', [order(10, 3, ago(9), skipped(10, MILLION)), order(10, 0, ago(1))]],
    ['a window of many', [order(10_000, 3, ago(9), part), order(9_999, 0, ago(1))]],
    ['the same window', [order(10_000, 3, ago(9), part), order(10, 0, ago(1), part)]],
    [
      'a window within the one that failed, and then less of everything',
      [
        order(10_000, 3, ago(9), part),
        order(10_000, 0, ago(8), windowOf(1.5 * HOUR_MS, HOUR_MS)),
        order(10, 0, ago(1)),
      ],
    ],
    [
      'less that failed between',
      [order(50_000, 3, ago(9)), order(10_000, 3, ago(8)), order(10, 0, ago(7), part), order(10_000, 0, ago(1))],
    ],
  ])('answer nothing: %s', async (_, pushes) => {
    await inEitherOrder(plan, pushes, { ...holds, outcomes: { open: 'not_met' } });
  });

  it('as many answer all of it', async () => {
    const failed = [order(10_000, 3, ago(9), part), order(50_000, 3, ago(8), skipped(50_000))];
    await inEitherOrder(plan, [...failed, order(50_000, 0, ago(1))], { verdict: 'go' });
    await inEitherOrder(plan, [order(10, 3, ago(9), sample(null, 10)), order(10, 0, ago(1))], { verdict: 'go' });
    const answered = [order(10_000, 3, ago(9)), order(10_000, 0, ago(8)), order(10, 0, ago(1))];
    await inEitherOrder(plan, answered, { verdict: 'go' });
  });

  it('fewer are believed once they have been shown for 20 hours', async () => {
    const failed = order(MILLION, 3, ago(9));
    const daily = (events: number, hours: number) => later(order(events, 0, ago(1)), hours);
    const upTo = (hours: number) => [failed, daily(10_100, 0), daily(9_900, hours), ...clean(hours * HOUR_MS)];
    expect(await judged(plan, upTo(19))).toMatchObject(holds);
    expect(await judged(plan, upTo(21))).toMatchObject({ verdict: 'go' });
    expect(await judged(plan, upTo(21).toReversed())).toMatchObject({ verdict: 'go' });
    const many = later(order(MILLION, 3, ago(1)), 12);
    expect(await judged(plan, [...upTo(21), many])).toMatchObject(holds);
    expect(await judged(plan, [...upTo(21), later(order(10, 0, ago(1), sample(MILLION, 10)), 12)])).toMatchObject(
      holds,
    );
    // A number that falls slowly is believed a little later.
    const falling = [failed, daily(900_000, 0), daily(10_000, 21), daily(10_000, 42), ...clean(42 * HOUR_MS)];
    expect(await judged(plan, falling.slice(0, 3).concat(clean(21 * HOUR_MS)))).toMatchObject(holds);
    expect(await judged(plan, falling)).toMatchObject({ verdict: 'go' });
  });
});
