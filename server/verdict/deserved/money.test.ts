import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { criteria, dataset, field, scan } from './plans.ts';

const plan = { datasets: dataset(['field_level'], { moneyColumn: 'amount' }), criteria: criteria('money') };
const group = (rowCount: number, money: object, id = 'none') =>
  ({ class: 'modified', field: 'amount', pattern: { id, version: 1 }, rowCount, ...money }) as const;
const differs = (groups: readonly ReturnType<typeof group>[], moneyCompared = '2000000') =>
  scan({ identical: 9_990, modified: 10 }, [field('amount', 10_000, 10)], { moneyCompared, groups: [...groups] });
const missing = (money: object) =>
  scan({ identical: 9_990, missing: 10 }, [field('amount', 9_990)], {
    moneyCompared: '2000000',
    groups: [{ class: 'missing_in_target', field: null, pattern: { id: 'none', version: 1 }, rowCount: 10, ...money }],
  });

describe('money is a sum of absolute amounts', () => {
  it('a little of it differs', async () => {
    const found = await judged(plan, [differs([group(10, { moneyNet: '-5', moneyGross: '10.00' })])]);
    expect(found).toMatchObject({ verdict: 'go', outcomes: { money: 'met' }, refused: [] });
  });

  it('10-money-gross-signed', async () => {
    const found = await judged(plan, [
      differs([group(5, { moneyGross: '1000000' }), group(5, { moneyGross: '-1000000' }, 'x')]),
    ]);
    expect(found.refused).toEqual(['/groups/1/moneyGross']);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { money: 'unknown' } });
  });

  it('10b-money-gross-below-net', async () => {
    const found = await judged(plan, [differs([group(10, { moneyNet: '-1000000', moneyGross: '0' })])]);
    expect(found.refused).toEqual(['/groups/0/moneyGross']);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { money: 'unknown' } });
  });

  it.each([
    ['gross a cent below net', { moneyNet: '1000000.01', moneyGross: '1000000' }],
    ['gross below 0 by the last digit', { moneyGross: '-0.000000000000000000001' }],
  ])('%s is refused', async (_, money) => {
    const found = await judged(plan, [differs([group(10, money)])]);
    expect(found.refused).toContain('/groups/0/moneyGross');
    expect(found.verdict).toBe('no_go');
  });

  it('money compared below 0 is refused', async () => {
    const found = await judged(plan, [differs([group(10, { moneyGross: '1' })], '-2000000')]);
    expect(found.refused).toEqual(['/moneyCompared']);
    expect(found.verdict).toBe('no_go');
  });

  it.each([
    ['no gross', {}],
    ['a gross of 0', { moneyGross: '0' }],
  ])('%s of rows that are missing', async (_, money) => {
    const found = await judged(plan, [missing(money)]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.money).not.toBe('met');
  });

  it('a money column that was not compared', async () => {
    const run = scan({ identical: 10_000 }, [field('note', 10_000)], { moneyCompared: '2000000', groups: [] });
    const found = await judged(plan, [run]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.money).not.toBe('met');
  });
});
