import { expect, it } from 'vitest';
import { fieldChanges } from './field-changes.ts';

const column = (name: string, more: object = {}) => ({ name, sensitive: false, ...more });

it('names what differs as deep as it can be named', () => {
  const before = {
    name: 'payouts',
    moneyColumn: null,
    keyColumns: ['id'],
    columns: [column('amount'), column('iban')],
    checks: [{ kind: 'field_level', schedule: { everyMs: 1_000, graceMs: 0 } }],
  };
  const after = {
    name: 'payouts',
    moneyColumn: 'amount',
    keyColumns: ['id', 'line'],
    columns: [column('iban', { sensitive: true }), column('fee')],
    checks: [{ kind: 'field_level', schedule: { everyMs: 2_000, graceMs: 0 } }],
  };
  expect(fieldChanges(before, after)).toEqual([
    { path: 'moneyColumn', before: null, after: 'amount' },
    { path: 'keyColumns', before: ['id'], after: ['id', 'line'] },
    { path: 'columns[amount]', before: column('amount'), after: undefined },
    { path: 'columns[iban].sensitive', before: false, after: true },
    { path: 'columns[fee]', before: undefined, after: column('fee') },
    { path: 'checks[field_level].schedule.everyMs', before: 1_000, after: 2_000 },
  ]);
  expect(fieldChanges(before, before)).toEqual([]);
});

it('reports another order as such, and does not mistake a name that is there twice', () => {
  const [a, b] = [column('a'), column('b')];
  expect(fieldChanges({ columns: [a, b] }, { columns: [b, a] })).toEqual([
    { path: 'columns', before: [a, b], after: [b, a] },
  ]);
  expect(fieldChanges({ columns: [a] }, { columns: [a, a] })).toEqual([
    { path: 'columns', before: [a], after: [a, a] },
  ]);
});
