import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { asked, count, dataset, field, type Rows, scan } from './plans.ts';

const MILLION = 1_000_000;
const checks = dataset(['field_level', 'record_count']).map((one) => ({
  ...one,
  checks: (one.checks ?? []).map((check) =>
    check.kind === 'field_level' ? { ...check, sampling: { rows: 3_000 } } : check,
  ),
}));
const rates = ['field', 'row'] as const;
const plan = (name: (typeof rates)[number]) => ({
  datasets: checks,
  criteria: [
    {
      ...asked[name],
      key: name,
      metric: `${name}_match_rate` as const,
      comparator: 'gte' as const,
      threshold: '0.999',
    },
  ],
});
const of = (population: number, rows: Rows, seed: string | null, ageMs: number) => {
  const { identical = 0, modified = 0 } = rows;
  const compared = identical + modified;
  return scan(
    { ...rows, of: population },
    [field('amount', compared, modified)],
    { coverage: { method: 'sample', population, compared, seed } },
    ageMs,
  );
};
const ago = (seconds: number) => seconds * 1_000;

describe.each(rates)('samples of fewer rows than were counted, %s match rate', (name) => {
  it.each([
    [3_000, 3_000],
    [4_000, 3_500],
    [100_000, 3_000],
    [400_000, 3_000],
    [300_000, 300_000],
  ])('a population of %i, of which %i were drawn', async (population, drawn) => {
    for (const pushes of [
      [count(MILLION, MILLION, ago(90)), of(population, { identical: drawn }, 'a', ago(80))],
      [of(population, { identical: drawn }, 'a', ago(80)), count(MILLION, MILLION, ago(90))],
    ]) {
      const found = await judged(plan(name), pushes);
      expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { [name]: 'unknown' } });
      const text = population.toLocaleString('en');
      expect(found.why[name]?.detail).toContain(`population ${text} of 1,000,000 rows counted`);
    }
  });

  it('do not wash out a draw that failed, nor do they prove what another one leaves open', async () => {
    const counted = count(MILLION, MILLION, ago(90));
    const small = [70, 60, 50].map((age) => of(100_000, { identical: 100_000 }, `s${age}`, ago(age)));
    const bad = of(MILLION, { identical: 2_900, modified: 100 }, 'bad', ago(80));
    expect((await judged(plan(name), [counted, bad, ...small])).outcomes[name]).toBe('not_met');
    const one = of(MILLION, { identical: 2_999, modified: 1 }, 'one', ago(80));
    const last = of(MILLION, { identical: 1 }, 'last', ago(40));
    expect((await judged(plan(name), [counted, one, ...small, last])).outcomes[name]).toBe('unknown');
  });

  it('a draw that fails counts, whatever it was drawn from', async () => {
    const counted = count(MILLION, MILLION, ago(90));
    const bad = of(100_000, { identical: 2_900, modified: 100 }, 'bad', ago(80));
    const clean = of(MILLION, { identical: 6_000 }, 'clean', ago(70));
    expect((await judged(plan(name), [counted, bad])).outcomes[name]).toBe('not_met');
    expect((await judged(plan(name), [counted, bad, clean])).passes).toEqual([false, false]);
  });

  it('the first rows again and again, without a seed', async () => {
    const counted = count(MILLION, MILLION, ago(90));
    const drawn = (seeds: readonly (string | null)[]) =>
      seeds.map((seed, i) => of(MILLION, { identical: 300 }, seed, ago(80 - i)));
    for (const seeds of [Array(10).fill(null), Array(10).fill('s1'), ['s1', ...Array(9).fill(null)]]) {
      for (const pushes of [
        [counted, ...drawn(seeds)],
        [...drawn(seeds).toReversed(), counted],
      ]) {
        const found = await judged(plan(name), pushes);
        expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { [name]: 'unknown' } });
      }
    }
    const named = drawn(Array.from({ length: 10 }, (_, i) => `s${i}`));
    expect((await judged(plan(name), [counted, ...named])).outcomes[name]).toBe('met');
  });

  it('all rows of a dataset that is so small, and a draw from all of them', async () => {
    const found = await judged(plan(name), [
      count(3_000, 3_000, ago(90)),
      of(3_000, { identical: 3_000 }, 'a', ago(80)),
    ]);
    expect(found.outcomes[name]).toBe('met');
    const large = await judged(plan(name), [
      count(MILLION, MILLION, ago(90)),
      of(MILLION, { identical: 3_000 }, 'a', ago(80)),
    ]);
    expect(large.outcomes[name]).toBe('met');
  });

  it('of which nobody says from how many rows they were drawn', async () => {
    const drawn = (population: number | null, modified: number, ageMs: number) =>
      scan(
        { identical: 3_000 - modified, modified, of: 3_000 },
        [field('amount', 3_000, modified)],
        { coverage: { method: 'sample', population, compared: 3_000 } },
        ageMs,
      );
    const counted = count(MILLION, MILLION, ago(90));
    const unknown = await judged(plan(name), [counted, drawn(null, 0, ago(80))]);
    expect(unknown).toMatchObject({ verdict: 'no_go', outcomes: { [name]: 'unknown' } });
    expect(unknown.why[name]?.detail).toContain('send all legacy rows that there are as population');
    // Nor where nobody counts the rows.
    expect((await judged(plan(name), [drawn(null, 0, ago(80))])).outcomes[name]).toBe('unknown');
    expect((await judged(plan(name), [counted, drawn(null, 100, ago(80))])).outcomes[name]).toBe('not_met');
    const after = [counted, drawn(null, 0, ago(80)), of(MILLION, { identical: 6_000 }, 'a', ago(70))];
    expect((await judged(plan(name), after)).outcomes[name]).toBe('met');
  });
});
