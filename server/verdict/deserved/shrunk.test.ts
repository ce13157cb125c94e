import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { judged, type Push } from './judged.ts';
import { asked, count, criteria, dataset, field, full, orders, scan, sums } from './plans.ts';

const plan = {
  datasets: dataset(['field_level', 'record_count']),
  criteria: criteria('count', 'field', 'row', 'open'),
};
const ago = (seconds: number) => seconds * 1_000;
const counts = (rows: number, ageMs: number) => count(rows, rows, ageMs);
const later = (push: Push, hours: number): Push => ({ ...push, afterMs: hours * HOUR_MS });

describe('a failed full scan, and one of fewer rows', () => {
  it.each([
    [1_000, 501],
    [1_000, 900],
    [1_000_000, 500_000],
    [1_000_000, 998_000],
  ])('%i rows, then %i, in whatever order they come', async (before, after) => {
    const pushes = [
      counts(before, ago(90)),
      full(before, before / 10, ago(80)),
      counts(after, ago(70)),
      full(after, 0, ago(60)),
    ];
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 3, 0, 1],
      [0, 2, 3, 1],
    ]) {
      const found = await judged(
        plan,
        order.flatMap((at) => pushes[at] ?? []),
      );
      expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false] });
      for (const key of ['field', 'row', 'open']) expect([key, found.outcomes[key]]).toEqual([key, 'not_met']);
      expect(found.why.field?.detail).toContain(
        `looked at ${after.toLocaleString('en')} and does not answer the scan of ${before.toLocaleString('en')} rows`,
      );
    }
  });

  it('is answered by one that saw no fewer, but for a thousandth', async () => {
    const before = [counts(1_000, ago(90)), full(1_000, 100, ago(80)), counts(501, ago(70)), full(501, 0, ago(60))];
    const found = await judged(plan, [...before, counts(999, ago(50)), full(999, 0, ago(40))]);
    expect(found).toMatchObject({ verdict: 'go', passes: [true, true] });
  });

  it('is answered once the smaller size has been shown for 20 hours, and not while larger ones come between', async () => {
    const before = [counts(1_000, ago(90)), full(1_000, 100, ago(80)), counts(501, ago(70))];
    const shown = (hours: number) => [later(counts(501, ago(20)), hours), later(full(501, 0, ago(10)), hours)];
    expect(await judged(plan, [...before, ...shown(19)])).toMatchObject({ verdict: 'no_go' });
    expect(await judged(plan, [...before, ...shown(21)])).toMatchObject({ verdict: 'go' });
    const between = later(counts(1_000, ago(10)), 5);
    for (const pushes of [
      [...before, between, ...shown(21)],
      [...before, ...shown(21), { ...between, afterMs: 21.1 * HOUR_MS, ageMs: 16.1 * HOUR_MS }],
    ]) {
      expect(await judged(plan, pushes)).toMatchObject({ verdict: 'no_go' });
    }
  });

  it('is not answered by many steps of a thousandth each', async () => {
    const sizes = [1_000_000, 999_001, 998_003, 997_006];
    const steps = sizes.flatMap((rows, i) => [
      counts(rows, ago(90 - 10 * i)),
      full(rows, 3_000 - Math.min(3_000, 1_000 * i), ago(85 - 10 * i)),
    ]);
    const found = await judged(plan, steps);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
  });

  it('stands behind a sample, a scan that found less, and one that failed worse', async () => {
    const before = [counts(1_000, ago(90)), full(1_000, 100, ago(80)), counts(501, ago(70))];
    for (const modified of [0, 1, 500]) {
      const found = await judged({ ...plan, criteria: criteria('field', 'row') }, [
        ...before,
        full(501, modified, ago(60)),
        full(501, 0, ago(50)),
      ]);
      expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false] });
    }
  });

  it('leaves a criterion met that it met, and its group open', async () => {
    const tolerant = {
      ...plan,
      criteria: criteria('count', 'field', 'row').concat({
        ...asked.open,
        key: 'open',
        metric: 'open_discrepancies',
        comparator: 'lte',
        threshold: '0',
      }),
    };
    const found = await judged(tolerant, [
      counts(10_000, ago(90)),
      full(10_000, 5, ago(80)),
      counts(9_000, ago(70)),
      full(9_000, 0, ago(60)),
    ]);
    expect(found.outcomes).toMatchObject({ field: 'met', row: 'met', open: 'not_met' });
  });

  it('checksums', async () => {
    const asking = { datasets: dataset(['checksum', 'record_count']), criteria: criteria('checksum') };
    const found = await judged(asking, [
      counts(1_000, ago(90)),
      sums(1_000, 2, ago(80)),
      counts(501, ago(70)),
      sums(501, 0, ago(60)),
    ]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { checksum: 'not_met' } });
  });
});

describe('a failed checksum, and a scan of fewer rows', () => {
  const all = {
    datasets: dataset(['field_level', 'record_count', 'checksum']),
    criteria: criteria('field', 'open'),
  };
  const before = [counts(1_000, ago(90)), sums(1_000, 2, ago(80))];

  it.each([501, 900])('of %i of 1,000, in whatever order they come', async (after) => {
    for (const order of orders([...before, counts(after, ago(70)), full(after, 0, ago(60))])) {
      const found = await judged(all, order);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    }
  });

  it('after one of fewer rows that was in time', async () => {
    const pushes = [
      counts(600, ago(100)),
      full(600, 0, ago(95)),
      ...before,
      counts(600, ago(70)),
      full(600, 0, ago(60)),
    ];
    for (const order of orders(pushes)) {
      const found = await judged(all, order);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    }
  });

  it('is answered by one of as many rows, and once the smaller size has been shown', async () => {
    for (const order of orders([...before, full(1_000, 0, ago(60))])) {
      expect(await judged(all, order)).toMatchObject({ verdict: 'go' });
    }
    const shown = [later(counts(501, ago(20)), 21), later(full(501, 0, ago(10)), 21)];
    expect(await judged(all, [...before, counts(501, ago(70)), ...shown])).toMatchObject({ verdict: 'go' });
  });

  it('that counts the rows of the larger side is answered by a scan that saw both', async () => {
    const found = await judged(all, [
      count(1_000, 1_050, ago(90)),
      sums(1_050, 2, ago(80)),
      scan({ identical: 1_000, extra: 50 }, [field('amount', 1_000)], {}, ago(60)),
      sums(1_050, 2, ago(50)),
      scan({ identical: 1_000, extra: 50 }, [field('amount', 1_000)], {}, ago(40)),
    ]);
    expect(found.why.open?.headline).toBe('1 open discrepancy');
  });

  it('is not accounted for by a clean scan before it', async () => {
    const known = [counts(1_000, ago(90)), full(1_000, 0, ago(85)), sums(1_000, 2, ago(80))];
    for (const order of orders([...known, counts(900, ago(70)), full(900, 0, ago(60))])) {
      expect(await judged(all, order)).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    }
  });
});
