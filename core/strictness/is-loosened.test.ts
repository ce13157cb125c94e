import { expect, it } from 'vitest';
import { isLoosened } from './is-loosened.ts';

const rate = {
  key: 'rate',
  metric: 'row_match_rate',
  comparator: 'gte',
  threshold: '0.999',
  scope: { kind: 'dataset', dataset: 'payouts' },
  blocking: true,
  ownerTeam: null,
};
const payouts = { name: 'payouts', legacyRef: 'payouts', targetRef: 'payouts' };
const count = { kind: 'record_count', schedule: { everyMs: 60_000, graceMs: 0 } };
const change = (before: object | null, after: object | null, part = 'criteria') => ({ part, before, after });

it.each([
  ['a lower threshold', change(rate, { ...rate, threshold: '0.99' }), true],
  ['only advisory', change(rate, { ...rate, blocking: false }), true],
  ['another dataset', change(rate, { ...rate, scope: { kind: 'dataset', dataset: 'links' } }), true],
  ['removed', change(rate, null), true],
  ['a higher threshold', change(rate, { ...rate, threshold: '1' }), false],
  ['another owner', change(rate, { ...rate, ownerTeam: 'BI' }), false],
  ['added', change(null, rate), false],
  ['a dataset with one check less', change({ ...payouts, checks: [count] }, payouts, 'datasets'), true],
  ['a dataset with one check more', change(payouts, { ...payouts, checks: [count] }, 'datasets'), false],
  ['a dataset removed', change(payouts, null, 'datasets'), true],
  ['a dataset added', change(null, payouts, 'datasets'), false],
  ['something else', change({ name: 'a' }, null, 'teams'), false],
])('%s: %j is loosened: %j', (_, given, loosened) => {
  expect(isLoosened(given)).toBe(loosened);
});
