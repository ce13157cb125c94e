import { describe, expect, it } from 'vitest';
import { judged, NOW } from './judged.ts';
import { criteria, dataset, field, other, scan } from './plans.ts';

const MILLION = 1_000_000;
const plan = { datasets: dataset(['field_level']), criteria: criteria('open') };

describe('that none is open must have been looked for in all rows', () => {
  it('in all of them', async () => {
    expect(await judged(plan, [scan({ identical: 1_000 }, [field('amount', 1_000)])])).toMatchObject({
      verdict: 'go',
      outcomes: { open: 'met' },
    });
  });

  it('14-open-disc-sample-of-one', async () => {
    const found = await judged(plan, [scan({ identical: 1, of: MILLION }, [field('amount', 1)])]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { open: 'unknown' } });
  });

  it.each([2_995, 999_999])('in %i of 1,000,000', async (rows) => {
    const found = await judged(plan, [scan({ identical: rows, of: MILLION }, [field('amount', rows)])]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'unknown' } });
  });

  it('in those of a day, and in those of some chunks', async () => {
    const window = { from: new Date(NOW.getTime() - 86_400_000).toISOString(), to: NOW.toISOString() };
    const coverage = { method: 'full' as const, population: MILLION, compared: 900, skippedChunks: 9 };
    for (const more of [{ window }, { coverage }]) {
      const found = await judged(plan, [scan({ identical: 900 }, [field('amount', 900)], more)]);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'unknown' }, refused: [] });
    }
  });
});

describe('drift and order that were looked for in a part', () => {
  const asking = { datasets: dataset(['schema', 'event_order']), criteria: criteria('drift', 'order') };
  const drift = (coverage: object) => other({ kind: 'schema', items: [], columnsCompared: 9 }, 9, { coverage });
  const order = (coverage: object) =>
    other({ kind: 'event_order', events: 900, violations: [], violationCount: 0 }, 900, { coverage });

  it('a sample, and skipped chunks', async () => {
    for (const more of [{ method: 'sample' }, { method: 'full', skippedChunks: 1 }]) {
      const found = await judged(asking, [
        drift({ population: 90, compared: 9, ...more }),
        order({ population: 9_000, compared: 900, ...more }),
      ]);
      expect(found.verdict).toBe('no_go');
      expect(Object.values(found.outcomes)).not.toContain('met');
    }
  });

  it('no column and no event', async () => {
    const found = await judged(asking, [
      other({ kind: 'schema', items: [], columnsCompared: 0 }, 9),
      other({ kind: 'event_order', events: 0, violations: [], violationCount: 0 }, 900),
    ]);
    expect(found.verdict).toBe('no_go');
    expect(Object.values(found.outcomes)).not.toContain('met');
  });
});
