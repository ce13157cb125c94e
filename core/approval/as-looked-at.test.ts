import { expect, test } from 'vitest';
import { isAsLookedAt } from './as-looked-at.ts';

const one = { id: '1', title: 'criterion a', by: 'Lea', reason: 'why', before: '> 99 %', after: '> 98 %' };
const two = { ...one, id: '2', title: 'criterion b' };

test.each([
  ['the same', [one, two], true],
  ['in another order', [two, one], true],
  ['one more', [one, two, { ...one, id: '3' }], false],
  ['one less', [one], false],
  ['nothing', [], false],
  ['another one instead', [one, { ...two, id: '3' }], false],
  ['another value', [one, { ...two, after: '> 10 %' }], false],
  ['somebody else had a part in it', [one, { ...two, by: 'Lea, Max' }], false],
])('%s', (_, now, expected) => {
  expect(isAsLookedAt([one, two], now)).toBe(expected);
});
