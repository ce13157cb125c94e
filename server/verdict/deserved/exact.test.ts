import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { asked, criteria, dataset, field, scan } from './plans.ts';

const ROWS = 1_000_000_000_000_000;
const DIFFERING = ROWS / 1_000;
const exactly = {
  datasets: dataset(['field_level']),
  criteria: [{ key: 'field', metric: 'field_match_rate', comparator: 'gte', threshold: '0.999' } as const],
};
/** Twenty columns of 10^15 pairs each: one comparison of 2 · 10^16 is the half of what a float tells apart. */
const huge = (more: number) =>
  scan(
    { identical: ROWS - DIFFERING - more, modified: DIFFERING + more },
    Array.from({ length: 20 }, (_, i) => field(`c${i}`, ROWS, DIFFERING + (i === 0 ? more : 0))),
  );

describe('sums are exact', () => {
  it('11-huge-sums: at the threshold', async () => {
    expect(await judged(exactly, [huge(0)])).toMatchObject({ verdict: 'go', outcomes: { field: 'met' } });
  });

  it.each([1, 2, 3])('11b-huge-sums-edge: %i comparisons below it', async (more) => {
    expect(await judged(exactly, [huge(more)])).toMatchObject({ verdict: 'no_go', outcomes: { field: 'not_met' } });
  });

  it('money that is a cent too much among 10^30', async () => {
    const plan = {
      datasets: dataset(['field_level'], { moneyColumn: 'amount' }),
      criteria: [
        { ...asked.money, key: 'money', metric: 'row_match_rate', comparator: 'gte', threshold: '0.999' } as const,
      ],
    };
    const run = (moneyGross: string) =>
      scan({ identical: 99, modified: 1 }, [field('amount', 100, 1)], {
        moneyCompared: '1000000000000000000000000000000',
        groups: [{ class: 'modified', field: 'amount', pattern: { id: 'none', version: 1 }, rowCount: 1, moneyGross }],
      });
    expect((await judged(plan, [run('1000000000000000000000000000')])).outcomes).toEqual({ money: 'met' });
    expect((await judged(plan, [run('1000000000000000000000000000.01')])).outcomes).toEqual({ money: 'not_met' });
  });
});

describe('a setting that a metric cannot honour is refused with its place', () => {
  const differing = scan({ identical: 9_999, modified: 1 }, [field('amount', 10_000, 1)], {
    moneyCompared: '2000000',
    groups: [
      { class: 'modified', field: 'amount', pattern: { id: 'none', version: 1 }, rowCount: 1, moneyGross: '1000000' },
    ],
  });
  const asking = (criterion: object) => ({
    datasets: dataset(['field_level', 'record_count'], { moneyColumn: 'amount' }),
    criteria: [{ ...criteria('field')[0], key: 'm', ...criterion } as (typeof asked)[string]],
  });

  it('24-money-on-field-rate', async () => {
    const found = await judged(asking({ options: { weighting: 'money' } }), [differing]);
    expect(found.refused[0]).toMatch(/^\/criteria\/0\/options/);
    expect(found).toMatchObject({ passes: [false, false] });
    expect(found.outcomes).not.toMatchObject({ m: 'met' });
  });

  it.each([
    { metric: 'record_count_variance', options: { weighting: 'money' } },
    { metric: 'coverage', comparator: 'gte', options: { basis: 'adjudicated' } },
    { metric: 'row_match_rate', options: { severity: 'critical' } },
    { metric: 'field_match_rate', options: { voidGraceDays: 3 } },
    { metric: 'discrepancy_rate', comparator: 'lt', options: { criticalOnly: true } },
  ] as const)('%j', async (criterion) => {
    const found = await judged(asking(criterion), [differing]);
    expect(found.refused[0]).toMatch(/^\/criteria\/0\//);
    expect(found.outcomes).not.toMatchObject({ m: 'met' });
  });
});
