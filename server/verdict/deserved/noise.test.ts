import { describe, expect, it } from 'vitest';
import { judged, type Push } from './judged.ts';
import { dataset, declared, field, type Rows, scan } from './plans.ts';

const ROWS = 1_000_000;
const plan = {
  datasets: dataset(['field_level', 'noise_floor'], declared('amount', 'note')),
  criteria: [{ key: 'noise', metric: 'noise_adjusted_mismatch', comparator: 'lte', threshold: '0.01' } as const],
};

/** Legacy against itself. */
function noise(rows: Rows, ageMs = 1_000): Push {
  const found = compared(rows, ageMs);
  return {
    ...found,
    check: 'a/noise_floor',
    make: (base) => {
      const run = found.make(base);
      if (run.kind !== 'field_level') throw new Error('It is no run of rows.');
      const { differences: _, ...said } = run;
      return { ...said, kind: 'noise_floor' };
    },
  };
}

/** So many rows, of which `modified` differ in the amount. */
function compared(rows: Rows, ageMs = 60_000): Push {
  const { identical = 0, modified = 0 } = rows;
  const pairs = identical + modified;
  return scan(rows, [field('amount', pairs, modified), field('note', pairs)], {}, ageMs);
}

const inBothOrders = (...runs: Push[]) => [runs, runs.toReversed()];

describe('noise excuses only what it was measured in enough rows for', () => {
  const mismatch = compared({ identical: 900_000, modified: 100_000 });

  it.each([
    [10, 1],
    [1_000, 100],
    [ROWS - 1_001, 100_000],
  ])('%i rows, %i of them noisy', async (rows, modified) => {
    for (const runs of inBothOrders(mismatch, noise({ identical: rows - modified, modified }))) {
      const found = await judged(plan, runs);
      expect(found).toMatchObject({ verdict: 'no_go', refused: [], outcomes: { noise: 'unknown' } });
      expect(found.why.noise?.detail).toMatch(/noise was measured in [\d,]+ of 1,000,000 legacy rows/);
    }
  });

  it.each([ROWS, ROWS - 1_000])('as many, but for a thousandth: %i', async (rows) => {
    const enough = noise({ identical: rows - 100_000, modified: 100_000 });
    for (const runs of inBothOrders(mismatch, enough)) {
      expect(await judged(plan, runs)).toMatchObject({ verdict: 'go', outcomes: { noise: 'met' } });
    }
  });

  it('fewer do where nothing has to be excused, and whatever they say it can fail', async () => {
    const few = noise({ identical: 990, modified: 10 });
    const clean = compared({ identical: ROWS });
    expect(await judged(plan, [clean, few])).toMatchObject({ verdict: 'go', outcomes: { noise: 'met' } });
    expect(await judged(plan, [mismatch, few])).toMatchObject({ verdict: 'no_go', outcomes: { noise: 'not_met' } });
  });
});
