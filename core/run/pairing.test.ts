import { expect, test } from 'vitest';
import { fieldRun } from '../testing/build-run.ts';
import { pairingAfter, pairingOf } from './pairing.ts';
import type { RunOf } from './schema.ts';

const column = (name: string, more: object = {}) => ({ name, sensitive: false, ignore: false, ...more });

function paired(pairedBy?: string[]): RunOf<'field_level'> {
  const run = fieldRun('2026-11-21T08:00:00Z', {}, { pairedBy });
  if (run.kind !== 'field_level') throw new Error('It is no run of rows.');
  return run;
}

const plan = { columns: [column('id', { legacy: 'no' }), column('amount')], keyColumns: ['ID', 'line_no'] };

test.each([
  [['id', 'line_no'], null],
  [['Line-No', 'NO'], null],
  [['no', 'id', 'lineno'], null],
  [undefined, null],
  [['id'], 'paired by id, not by the key id and line_no'],
  [['id', 'line_no', 'amount'], 'paired by id, line_no and amount, not by the key id and line_no'],
  [[], 'paired by no column, not by the key id and line_no'],
])('by %j', (pairedBy, other) => {
  const own = pairingOf(paired(pairedBy), plan);
  expect(own).toMatchObject({ asked: ['id', 'line_no'], isKey: true, other });
  // The key of the plan goes before whatever earlier runs did.
  expect(pairingAfter(own, paired(pairedBy), ['amount'])).toEqual(own);
});

test('without a key the first run decides, and the next are judged again by whatever is first then', () => {
  const run = paired(['note']);
  const own = pairingOf(run, { columns: [], keyColumns: [] });
  expect(pairingAfter(own, run, undefined)).toMatchObject({ asked: ['note'], other: null });
  const other = 'paired by note, earlier runs by id: declare the key in the plan';
  const held = pairingAfter(own, run, ['id']);
  expect(held).toMatchObject({ by: ['note'], asked: ['id'], other });
  expect(pairingAfter(held, run, ['Note'])).toMatchObject({ asked: ['Note'], other: null });
  expect(pairingAfter(held, run, undefined)).toEqual(own);
  expect(pairingAfter(own, run, null).other).toContain('earlier runs do not say by which');
});
