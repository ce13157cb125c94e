import { describe, expect, it } from 'vitest';
import { judged, NOW } from './judged.ts';
import { criteria, dataset, declared, field, scan } from './plans.ts';

const MILLION = 1_000_000;
const plan = { datasets: dataset(['field_level']), criteria: criteria('field', 'row') };
const failing = scan({ identical: 997_000, modified: 3_000 }, [field('amount', MILLION, 3_000)], {}, 60_000);
const sample = (rows: number, ageMs = 1_000) =>
  scan({ identical: rows, of: MILLION }, [field('amount', rows)], {}, ageMs);
const standsAgainst = { verdict: 'no_go', outcomes: { field: 'not_met', row: 'not_met' } };

describe('a full scan that fails stands until a full scan answers it', () => {
  it('another full scan of all rows', async () => {
    const found = await judged(plan, [failing, scan({ identical: MILLION }, [field('amount', MILLION)])]);
    expect(found).toMatchObject({ verdict: 'go', outcomes: { field: 'met', row: 'met' } });
  });

  it('12b-full-fails-then-sample', async () => {
    expect(await judged(plan, [failing, sample(2_995)])).toMatchObject(standsAgainst);
  });

  it('in whatever order they arrive', async () => {
    expect(await judged(plan, [sample(2_995), failing])).toMatchObject(standsAgainst);
  });

  it('many samples', async () => {
    const samples = [50, 40, 30, 20, 10].map((seconds) => sample(5_000, seconds * 1_000));
    expect(await judged(plan, [failing, ...samples])).toMatchObject(standsAgainst);
  });

  it('a full scan of an hour of it, and one that skipped chunks', async () => {
    const window = { from: new Date(NOW.getTime() - 3_600_000).toISOString(), to: NOW.toISOString() };
    const ofHour = scan({ identical: 900 }, [field('amount', 900)], { window });
    const partly = scan({ identical: 900 }, [field('amount', 900)], {
      coverage: { method: 'full', population: MILLION, compared: 900, skippedChunks: 9 },
    });
    for (const run of [ofHour, partly]) {
      const found = await judged(plan, [failing, run]);
      expect(found.verdict).toBe('no_go');
      expect(Object.values(found.outcomes)).not.toContain('met');
    }
  });
});

describe('an agent that sends less than the plan asks', () => {
  it('a sample where every row is to be compared', async () => {
    const found = await judged(plan, [sample(500_000)]);
    expect(found.verdict).toBe('no_go');
    expect(Object.values(found.outcomes)).not.toContain('met');
  });

  it('fewer columns', async () => {
    const asking = { ...plan, datasets: dataset(['field_level'], declared('amount', 'note')) };
    const found = await judged(asking, [scan({ identical: 1_000 }, [field('amount', 1_000)])]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.field).not.toBe('met');
  });

  it('a sample where the plan asks for one is enough', async () => {
    const [one] = dataset(['field_level']);
    const checks = (one?.checks ?? []).map((check) => ({ ...check, sampling: { rows: 10_000 } }));
    const asking = { ...plan, datasets: dataset(['field_level'], { checks }) };
    expect(await judged(asking, [sample(10_000)])).toMatchObject({ verdict: 'go' });
    expect(await judged(asking, [sample(9_999)])).toMatchObject({ verdict: 'no_go' });
  });
});
