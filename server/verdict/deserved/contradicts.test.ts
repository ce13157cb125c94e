import { expect, it } from 'vitest';
import { judged } from './judged.ts';
import { criteria, dataset, field, other, scan } from './plans.ts';

const asking = { datasets: dataset(['schema', 'event_order']), criteria: criteria('drift', 'order') };
const drift = (compared: number) => other({ kind: 'schema', items: [], columnsCompared: 3 }, compared);
const order = (compared: number) =>
  other({ kind: 'event_order', events: 1_000, violations: [], violationCount: 0 }, compared);

it('columns and events beyond what was looked at are refused with their place', async () => {
  const sound = await judged(asking, [drift(3), order(1_000)]);
  expect(sound).toMatchObject({ verdict: 'go', refused: [] });
  const found = await judged(asking, [drift(1), order(5)]);
  expect(found.refused).toEqual(['/columnsCompared', '/events']);
  expect(found).toMatchObject({ verdict: 'no_go', outcomes: { drift: 'unknown', order: 'unknown' } });
});

it('money in another currency is refused', async () => {
  const plan = { datasets: dataset(['field_level'], { moneyColumn: 'amount' }), criteria: criteria('money') };
  const money = { moneyNet: '-5', moneyGross: '10.00', currency: 'JPY' };
  const group = {
    class: 'modified',
    field: 'amount',
    pattern: { id: 'none', version: 1 },
    rowCount: 10,
    ...money,
  } as const;
  const found = await judged(plan, [
    scan({ identical: 9_990, modified: 10 }, [field('amount', 10_000, 10)], {
      moneyCompared: '2000000',
      groups: [group],
    }),
  ]);
  expect(found.refused).toEqual(['/groups/0/currency']);
  expect(found).toMatchObject({ verdict: 'no_go', outcomes: { money: 'unknown' } });
});
