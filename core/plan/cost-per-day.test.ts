import { expect, it } from 'vitest';
import { costPerDay } from './cost-per-day.ts';

const line = (amount: string, per: 'day' | 'week' | 'month' | 'once', kind: 'licence' | 'contingency' = 'licence') => ({
  name: `${amount} ${per}`,
  kind,
  amount,
  per,
  note: '',
});

it('adds up what recurs, each by its own days', () => {
  expect(costPerDay([line('100', 'day'), line('700', 'week'), line('3043.75', 'month')])).toBe('300.00');
  expect(costPerDay([line('0.10', 'day'), line('0.20', 'day')])).toBe('0.30');
  expect(costPerDay([line('1', 'week')])).toBe('0.14');
});

it('leaves out what is paid once and what is held back', () => {
  expect(costPerDay([line('100', 'day'), line('9000', 'once'), line('50', 'day', 'contingency')])).toBe('100.00');
});

it('knows nothing where nothing recurs', () => {
  expect(costPerDay([])).toBeNull();
  expect(costPerDay([line('9000', 'once')])).toBeNull();
});
