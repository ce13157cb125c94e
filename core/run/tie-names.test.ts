import { expect, test } from 'vitest';
import { fieldRun } from '../testing/build-run.ts';
import { findNameProblems } from './tie-names.ts';
import type { ColumnsOfPlan } from './uncompared-columns.ts';

const at = '2026-11-21T08:00:00Z';
const fields = (...names: string[]) => ({ fields: names.map((name) => ({ name, compared: 100, matching: 100 })) });
const columns = (...names: string[]) => ({
  columns: names.map((name) => ({ name, legacyType: 'TEXT', targetType: 'text' })),
});
const NO_PLAN = { columns: [], keyColumns: [] };

function pointersOf(more: object, plan: ColumnsOfPlan): string[] {
  const run = fieldRun(at, {}, more);
  if (run.kind !== 'field_level') throw new Error('It is no run of rows.');
  return findNameProblems(run, plan).map(({ pointer }) => pointer);
}

test.each<[string, object, string[]]>([
  ['in case', fields('amount', 'Amount'), ['/fields/1/name']],
  ['in what nobody sees', fields('note', 'amount', 'A_mount\u200b'), ['/fields/2/name']],
  ['by their types', columns('amount', 'Amount'), ['/columns/1/name']],
  ['in nothing, a field and its types', { ...fields('amount'), ...columns('AMOUNT') }, []],
])('columns whose names differ only %s', (_, more, pointers) => {
  expect(pointersOf(more, NO_PLAN)).toEqual(pointers);
});

const column = (name: string, more: object = {}) => ({ name, sensitive: false, ignore: false, ...more });
const plan = (...of: object[]) => ({ columns: of as ColumnsOfPlan['columns'], keyColumns: ['id'] });

test.each<[string, object, object[], string[]]>([
  ['its name in legacy beside it', fields('amount', 'amt'), [column('amount', { legacy: 'Amt' })], ['/fields/1/name']],
  [
    'its name in the target before it',
    fields('amt', 'amount'),
    [column('amount', { target: 'AMT' })],
    ['/fields/1/name'],
  ],
  ['both other names', fields('a', 'b'), [column('amount', { legacy: 'a', target: 'b' })], ['/fields/1/name']],
  ['its name in legacy alone', fields('amt', 'note'), [column('amount', { legacy: 'Amt' })], []],
  ['by their types', columns('amount', 'amt'), [column('amount', { legacy: 'Amt' })], ['/columns/1/name']],
  [
    'a name that is a column of its own',
    fields('amount', 'x'),
    [column('x', { legacy: 'amount' }), column('amount')],
    [],
  ],
  ['the key', fields('amount', 'ID'), [], ['/fields/1/name']],
  ['the key by its name in legacy', fields('no'), [column('id', { legacy: 'no' })], ['/fields/0/name']],
  ['the key by its types', columns('id', 'amount'), [], []],
  ['a column of the name that the key has in legacy', fields('no'), [column('id', { legacy: 'no' }), column('no')], []],
])('of a column that the plan declares: %s', (_, more, declared, pointers) => {
  expect(pointersOf(more, plan(...declared))).toEqual(pointers);
});

test('what the run says that it paired by is no field, where the plan has no key', () => {
  expect(pointersOf({ ...fields('ID'), pairedBy: ['id'] }, NO_PLAN)).toEqual(['/fields/0/name']);
});
