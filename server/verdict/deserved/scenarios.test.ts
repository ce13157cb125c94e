import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { count, criteria, dataset, field, other, scan } from './plans.ts';

type Result = 'passed' | 'failed' | 'skipped';
const plan = {
  scenarios: [{ name: 'Refund' }, { name: 'Link' }],
  datasets: dataset(['scenario']),
  criteria: criteria('scenario'),
};
const run = (results: Record<string, Result>, ageMs = 1_000) => {
  const scenarios = Object.entries(results).map(([name, result]) => ({ name, result }));
  return other({ kind: 'scenario', scenarios }, scenarios.length, {}, ageMs);
};

describe('a scenario is passed once it passed', () => {
  it('both', async () => {
    const found = await judged(plan, [run({ Refund: 'passed', Link: 'passed' })]);
    expect(found).toMatchObject({ verdict: 'go', outcomes: { scenario: 'met' } });
  });

  it('06-scenario-skipped', async () => {
    const found = await judged(plan, [run({ Refund: 'passed', Link: 'skipped' })]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { scenario: 'unknown' } });
  });

  it.each<[string, Record<string, Result>]>([
    ['both skipped', { Refund: 'skipped', Link: 'skipped' }],
    ['one that nobody ran', { Refund: 'passed' }],
    ['one that the plan does not list', { Refund: 'passed', Other: 'passed' }],
  ])('%s', async (_, results) => {
    const found = await judged(plan, [run(results)]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.scenario).not.toBe('met');
  });

  it('one that failed and was skipped since', async () => {
    const first = run({ Refund: 'passed', Link: 'failed' }, 60_000);
    const found = await judged(plan, [first, run({ Refund: 'passed', Link: 'skipped' })]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { scenario: 'not_met' } });
  });
});

describe('a run of scenarios that the plan does not list', () => {
  const asking = {
    ...plan,
    datasets: dataset(['record_count', 'field_level', 'scenario']),
    criteria: criteria('open', 'coverage', 'streak'),
  };
  const clean = [count(100), scan({ identical: 100 }, [field('amount', 100)])];
  const both: Record<string, Result> = { Refund: 'passed', Link: 'passed' };

  it('covers nothing', async () => {
    const found = await judged(asking, [...clean, run({ Zzz: 'passed' })]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], refused: [] });
    expect(found.outcomes).toMatchObject({ open: 'unknown', coverage: 'not_met' });
    expect(found.outcomes.streak).not.toBe('met');
    expect(found.why.coverage?.detail).toContain('scenario check (no scenario of the plan was run)');
  });

  it('nor where the scenarios of the plan ran before, or are skipped in it', async () => {
    const skipped: Record<string, Result> = { Zzz: 'passed', Refund: 'skipped', Link: 'skipped' };
    for (const results of [{ Zzz: 'passed' } as const, skipped]) {
      const found = await judged(asking, [...clean, run(both, 60_000), run(results)]);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'unknown', coverage: 'not_met' } });
    }
  });

  it('nor one of some that it lists, until somebody said of each what came out', async () => {
    const found = await judged(asking, [...clean, run({ Refund: 'passed', Zzz: 'passed' })]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'unknown', coverage: 'not_met' } });
    expect(found.why.open?.detail).toContain('never run: Link');
    const turns = [run({ Refund: 'passed' }, 60_000), run({ Link: 'passed', Zzz: 'passed' })];
    for (const runs of [turns, turns.toReversed(), [run(both)], [run({ ...both, Zzz: 'passed' })]]) {
      expect((await judged(asking, [...clean, ...runs])).outcomes).toMatchObject({ open: 'met', coverage: 'met' });
    }
  });

  it('each domain answers for its own', async () => {
    const [one] = asking.datasets;
    const b = { ...one, name: 'b', legacyRef: 'B', targetRef: 'b', domain: 'Shop' };
    const split = {
      ...asking,
      datasets: [...asking.datasets, ...(one ? [{ ...one, ...b }] : [])],
      scenarios: [{ name: 'Refund' }, { name: 'Link', domain: 'Shop' }, { name: 'Bonus', domain: 'Nobody' }],
    };
    const inB = (push: ReturnType<typeof run>) => ({ ...push, check: push.check.replace('a/', 'b/') });
    const found = await judged(split, [
      ...clean,
      ...clean.map(inB),
      run({ Refund: 'passed' }),
      inB(run({ Refund: 'passed' })),
    ]);
    expect(found.why.open?.detail).toContain('a: scenario check: never run: Bonus');
    expect(found.why.open?.detail).toContain('b: scenario check: never run: Link and Bonus');
  });

  it('where the plan lists none, none is asked for', async () => {
    const found = await judged({ ...asking, scenarios: [] }, [...clean, run({ Zzz: 'passed' })]);
    expect(found.outcomes).toMatchObject({ open: 'met', coverage: 'met' });
  });
});

describe('a scenario that failed', () => {
  const failed = run({ Refund: 'failed', Link: 'passed' }, 60_000);
  const passed = (more: object) => {
    const scenarios = ['Refund', 'Link'].map((name) => ({ name, result: 'passed' }));
    return other({ kind: 'scenario', scenarios }, 2, more);
  };
  const coverage = { method: 'full', population: 2, compared: 2 };
  const asking = { ...plan, criteria: criteria('scenario', 'open') };

  it('is passed by a run over all there is', async () => {
    const found = await judged(plan, [failed, passed({ coverage })]);
    expect(found).toMatchObject({ verdict: 'go', outcomes: { scenario: 'met' }, refused: [] });
  });

  it.each<[string, object]>([
    ['skipped chunks', { coverage: { ...coverage, population: 2_000, skippedChunks: 5 } }],
    ['a sample', { coverage: { ...coverage, method: 'sample', population: 2_000, seed: 's' } }],
    ['a window', { window: { from: '2026-03-04T09:00:00Z', to: '2026-03-04T10:00:00Z' } }],
  ])('is not passed by a run of %s, and stays open', async (_, more) => {
    const found = await judged(asking, [failed, passed(more)]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { scenario: 'not_met', open: 'not_met' }, refused: [] });
    // Nor does it prove that one passed of which nobody said anything.
    expect((await judged(plan, [passed(more)])).outcomes.scenario).not.toBe('met');
  });

  describe('in one of two datasets', () => {
    const [a = { name: '' }] = dataset(['scenario']);
    const two = { ...plan, datasets: [...dataset(['scenario']), { ...a, name: 'b', legacyRef: 'B', targetRef: 'b' }] };
    const both = { Refund: 'passed', Link: 'passed' } as const;
    const inB = (ageMs: number) => ({ ...run(both, ageMs), check: 'b/scenario' });

    it.each([120_000, 1_000])('is not passed in the other, %i ms old', async (ageMs) => {
      const found = await judged(two, [failed, inB(ageMs)]);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { scenario: 'not_met' }, refused: [] });
    });

    it('is passed once it passed in its own', async () => {
      const found = await judged(two, [failed, inB(1_000), run(both)]);
      expect(found).toMatchObject({ verdict: 'go', outcomes: { scenario: 'met' }, refused: [] });
    });
  });
});

describe('a scenario by whatever its tool calls it', () => {
  it.each(['refund', 'REFUND', 'Refund ', ' Refund', 'Re\u200bfund'])('fails as %j', async (name) => {
    const passed = run({ Refund: 'passed', Link: 'passed' }, 60_000);
    const found = await judged(plan, [passed, run({ [name]: 'failed' })]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { scenario: 'not_met' } });
    const back = await judged(plan, [run({ [name]: 'failed' }), passed]);
    expect(back.outcomes.scenario).toBe('not_met');
  });

  it('passes as well', async () => {
    const found = await judged(plan, [run({ refund: 'passed', LINK: 'passed' })]);
    expect(found).toMatchObject({ verdict: 'go', outcomes: { scenario: 'met' } });
  });

  it('of which one run says both has failed', async () => {
    const found = await judged(plan, [run({ Refund: 'passed', refund: 'failed', Link: 'passed' })]);
    expect(found.outcomes.scenario).toBe('not_met');
  });
});
