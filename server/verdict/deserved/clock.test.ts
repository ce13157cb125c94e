import { describe, expect, it } from 'vitest';
import { judged, type Push } from './judged.ts';
import { count, criteria, dataset, field, scan } from './plans.ts';

const YEARS_MS = 4 * 365 * 86_400_000;
const MINUTES_MS = 10 * 60_000;
const asking = {
  datasets: dataset(['field_level', 'record_count']),
  criteria: criteria('field', 'count', 'open', 'coverage'),
};
/** Received so many seconds later. */
const later = (push: Push, seconds: number): Push => ({ ...push, afterMs: seconds * 1_000 });
const clean = (ageMs: number) => scan({ identical: 1_000 }, [field('amount', 1_000)], {}, ageMs);
const failing = (ageMs: number) => scan({ identical: 900, modified: 100 }, [field('amount', 1_000, 100)], {}, ageMs);

describe.each([YEARS_MS, MINUTES_MS])('one run that says it was read %i ms from now', (aheadMs) => {
  it('stands in the way, and is named', async () => {
    const runs = [count(1_000), clean(1_000), later(count(1_000, 1_000, -aheadMs), 2), later(clean(-aheadMs), 2)];
    const found = await judged(asking, runs);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false] });
    for (const key of ['field', 'count']) {
      const { detail = '', runIds: [only = ''] = [] } = found.why[key] ?? {};
      expect(detail).toContain(`run ${only} proves nothing: it says it was read in the future`);
    }
    for (const key of ['open', 'coverage']) {
      expect(found.why[key]?.detail).toContain('the next run by a right clock takes its place');
    }
  });

  it('until the next one that is believed, even one that was read a moment before', async () => {
    const doubted = [later(count(1_000, 1_000, -aheadMs), 2), later(clean(-aheadMs), 2)];
    const next = [later(count(1_000, 1_000, 3_000), 4), later(clean(3_000), 4)];
    expect(await judged(asking, [count(1_000), clean(1_000), ...doubted, ...next])).toMatchObject({ verdict: 'go' });
  });

  it('makes nothing better, and what it found stays until a run that was read later does not find it', async () => {
    const first = [count(1_000), later(failing(-aheadMs), 2)];
    for (const [ageMs, outcome] of [
      [3_000, 'not_met'],
      [1_000, 'met'],
    ] as const) {
      const found = await judged(asking, [...first, later(clean(ageMs), 4)]);
      expect(found.outcomes).toMatchObject({ field: 'met', open: outcome });
    }
    const hidden = await judged(asking, [count(1_000), failing(1_000), later(clean(-aheadMs), 2)]);
    expect(hidden).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    expect(hidden.outcomes.field).not.toBe('met');
  });
});
