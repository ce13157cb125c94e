import { expect, it } from 'vitest';
import { type CountedItem, countedItemKey, countedItemSchema, itemAspects, itemDirection } from './counted-item.ts';

const scenario = (more: object = {}) =>
  countedItemSchema.parse({ part: 'scenarios', item: { name: 'Links', validDays: 7, domain: 'shop', ...more } });
const item = (more: object = {}) =>
  countedItemSchema.parse({ part: 'inventory', item: { name: 'Export', kind: 'report', critical: true, ...more } });
const cohort = (members: string[], more: object = {}) =>
  countedItemSchema.parse({
    part: 'cohorts',
    item: { name: 'Pilot', members: members.map((name) => ({ name })), ...more },
  });
const statement = (more: object = {}) =>
  countedItemSchema.parse({ part: 'attestations', item: { name: 'Books', statement: 'They add up.', ...more } });

it.each<[string, CountedItem | null, CountedItem | null, ReturnType<typeof itemDirection>]>([
  ['new', null, scenario(), null],
  ['gone', scenario(), null, 'loosens'],
  ['the same', scenario(), scenario(), null],
  ['described otherwise', scenario(), scenario({ description: 'Click one.' }), null],
  ['good for longer', scenario(), scenario({ validDays: 8 }), 'loosens'],
  ['good for ever', scenario(), scenario({ validDays: null }), 'loosens'],
  ['good for less long', scenario(), scenario({ validDays: 6 }), 'tightens'],
  ['in another domain', scenario(), scenario({ domain: null }), 'loosens'],
  ['no longer critical', item(), item({ critical: false }), 'loosens'],
  ['critical now', item({ critical: false }), item(), 'tightens'],
  ['a member less', cohort(['A', 'B']), cohort(['A']), 'loosens'],
  ['a member more', cohort(['A']), cohort(['A', 'B']), 'tightens'],
  ['another member instead', cohort(['A']), cohort(['B']), 'loosens'],
  ['another order of members', cohort(['A', 'B']), cohort(['B', 'A']), null],
  ['in another wave', cohort(['A']), cohort(['A'], { wave: 2 }), 'loosens'],
  ['another statement', statement(), statement({ statement: 'Most add up.' }), 'loosens'],
  ['said by another team', statement(), statement({ team: 'BI' }), null],
])('%s', (_, before, after, expected) => {
  expect(itemDirection(before, after)).toBe(expected);
});

it('says in words what differs', () => {
  expect(itemAspects(cohort(['A', 'B']), cohort(['B']))).toEqual([
    { name: 'Member A', before: 'asked', after: 'not asked', direction: 'loosens' },
  ]);
  expect(itemAspects(scenario(), scenario({ validDays: null }))).toEqual([
    { name: 'Holds for', before: '7 days', after: 'without end', direction: 'loosens' },
  ]);
  expect(countedItemKey(scenario())).toBe('scenario Links');
});
