import { expect, test } from 'vitest';
import { fieldRun } from '../testing/build-run.ts';
import { findRowProblems } from './tie-rows.ts';

const at = '2026-11-21T08:00:00Z';
const fields = (...names: string[]) => ({ fields: names.map((name) => ({ name, compared: 100, matching: 100 })) });
const columns = (...names: string[]) => ({
  columns: names.map((name) => ({ name, legacyType: 'TEXT', targetType: 'text' })),
});

test.each<[string, object, string[]]>([
  ['in case', fields('amount', 'Amount'), ['/fields/1/name']],
  ['in what nobody sees', fields('note', 'amount', 'A_mount\u200b'), ['/fields/2/name']],
  ['by their types', columns('amount', 'Amount'), ['/columns/1/name']],
  ['in nothing, a field and its types', { ...fields('amount'), ...columns('AMOUNT') }, []],
])('columns whose names differ only %s', (_, more, pointers) => {
  const run = fieldRun(at, {}, more);
  if (run.kind !== 'field_level') throw new Error('It is no run of rows.');
  expect(findRowProblems(run).map(({ pointer }) => pointer)).toEqual(pointers);
});
