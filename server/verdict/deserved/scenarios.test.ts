import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { criteria, dataset, other } from './plans.ts';

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
