import { expect, it, test } from 'vitest';
import { plainName } from '../plain-name.ts';
import { planDocumentSchema } from './document.ts';
import { findTwinProblems, newTwinProblems } from './find-twin-problems.ts';
import { standardCriteria } from './standard-criteria.ts';

const migration = {
  slug: 'shop',
  name: 'Shop',
  legacySystem: 'A',
  targetSystem: 'B',
  timeZone: 'UTC',
  currency: 'EUR',
};
const plan = (more: object) => planDocumentSchema.parse({ parallax: 1, migration, ...more });
const dataset = (name: string, columns: string[] = []) => ({
  name,
  legacyRef: 'A',
  targetRef: 'a',
  columns: columns.map((column) => ({ name: column })),
});

test.each(['top', 'TOP', ' Top ', 'T\u200bop', 'Top\ufeff', '\u00adTop', 'Ｔｏｐ', 'Top\u00a0'])(
  '%j is Top',
  (name) => {
    expect(plainName(name)).toBe(plainName('Top'));
  },
);

test.each(['Top 1', 'T op', 'Top-', 'Töp'])('%j is not', (name) => {
  expect(plainName(name)).not.toBe(plainName('Top'));
});

it.each<[string, object]>([
  ['/phases/1/name', { phases: [{ name: 'Shadow' }, { name: 'shadow' }] }],
  ['/phases/1/name', { phases: [{ name: 'Shadow' }, { name: 'Shadow\u200b' }] }],
  ['/scenarios/2/name', { scenarios: [{ name: 'Top' }, { name: 'B' }, { name: 'top' }] }],
  ['/datasets/1/name', { datasets: [dataset('payouts'), dataset('Payouts')] }],
  ['/datasets/0/columns/2/name', { datasets: [dataset('payouts', ['amount', 'note', 'Amount'])] }],
  ['/datasets/0/columns/1/name', { datasets: [dataset('payouts', ['unit_price', 'UnitPrice'])] }],
])('refuses two names that nobody tells apart, at %s', (pointer, more) => {
  expect(findTwinProblems(plan(more))).toMatchObject([{ pointer }]);
  expect(newTwinProblems(plan({}), plan(more))).toHaveLength(1);
});

it('refuses nothing that a plan had already, wherever it stands now', () => {
  const had = { phases: [{ name: 'Shadow' }, { name: 'shadow' }] };
  const now = { phases: [{ name: 'First' }, ...had.phases] };
  expect(newTwinProblems(plan(had), plan(now))).toEqual([]);
  const more = { phases: [...now.phases, { name: 'SHADOW' }] };
  expect(newTwinProblems(plan(had), plan(more))).toMatchObject([{ pointer: '/phases/3/name' }]);
});

it('keeps phases apart that differ in a dash, and the columns of two datasets', () => {
  const phases = [{ name: 'Wave 1' }, { name: 'Wave-1' }];
  const datasets = [dataset('a', ['amount']), dataset('b', ['Amount'])];
  expect(findTwinProblems(plan({ phases, datasets, criteria: standardCriteria }))).toEqual([]);
});
