import { expect, it } from 'vitest';
import { type Mark, markKey } from '../mark/schema.ts';
import type { PlanItem } from '../part/plan-parts.ts';
import { weekCosts } from './week-costs.ts';

const line = (amount: string, per: PlanItem<'costs'>['per'], kind: PlanItem<'costs'>['kind'] = 'people') => ({
  name: `${amount} ${per}`,
  kind,
  amount,
  per,
  note: '',
});
const stream = (name: string, dueOn: string | null, costPerDay: string | null): PlanItem<'workstreams'> => ({
  name,
  description: '',
  team: null,
  dueOn,
  phase: null,
  costPerDay,
});
const none = { costs: [], workstreams: [], marks: new Map<string, Mark>(), committedOn: null, today: '2026-12-10' };

it('adds what is paid by the day, the week and the month, and not what is paid once', () => {
  const costs = [line('1000', 'day'), line('250.50', 'week'), line('36500', 'month'), line('9999', 'once')];
  expect(weekCosts({ ...none, costs }).week).toBe('15650.5');
  expect(weekCosts({ ...none, costs: [line('0.10', 'month')] }).week).toBe('0.03');
  expect(weekCosts(none)).toEqual({ week: null, ofLateWork: '0', contingencyLeft: null });
  expect(weekCosts({ ...none, costs: [line('9999', 'once')] }).week).toBeNull();
});

it('adds work that is late, as planned and not as it slipped to, until it is done', () => {
  const workstreams = [
    stream('content', '2026-12-07', '300'),
    stream('wiring', '2026-12-20', '900'),
    stream('x', null, '1'),
  ];
  expect(weekCosts({ ...none, workstreams })).toMatchObject({ week: '2100', ofLateWork: '2100' });
  const mark = (status: string): ReadonlyMap<string, Mark> => {
    const named = { part: 'workstreams', name: 'content', member: null } as const;
    const rest = {
      status,
      note: '',
      evidence: null,
      dueOn: '2027-01-01',
      at: '2026-12-09T00:00:00Z',
      by: 'L',
      byId: null,
      runId: null,
    };
    return new Map([[markKey(named), { ...named, ...rest }]]);
  };
  expect(weekCosts({ ...none, workstreams, marks: mark('slipped') }).ofLateWork).toBe('2100');
  expect(weekCosts({ ...none, workstreams, marks: mark('done') }).ofLateWork).toBe('0');
});

it('takes days beyond the committed date and late work from the contingency, below 0 too', () => {
  const costs = [line('100', 'day'), line('1000', 'once', 'contingency')];
  expect(weekCosts({ ...none, costs }).contingencyLeft).toBe('1000');
  expect(weekCosts({ ...none, costs, committedOn: '2026-12-12' }).contingencyLeft).toBe('1000');
  expect(weekCosts({ ...none, costs, committedOn: '2026-12-05' }).contingencyLeft).toBe('500');
  const workstreams = [stream('content', '2026-12-07', '300')];
  expect(weekCosts({ ...none, costs, workstreams, committedOn: '2026-12-05' }).contingencyLeft).toBe('-400');
});
