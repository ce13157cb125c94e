import { expect, test } from 'vitest';
import { payloadOf } from './payload.ts';
import { findUnstorable } from './unstorable.ts';

const unstorableIn = (value: unknown) => findUnstorable(payloadOf(value));

test('NUL and halves of pairs are found with their place, in values and in names', () => {
  const found = unstorableIn({ a: [{ b: 'x\0' }, 'fine 😀'], 'c\0d': { e: '\ud83d' }, n: 5, z: null });
  expect(found.isUnicode).toBe(false);
  expect(found.problems.map(({ pointer }) => pointer)).toEqual(['/a/0/b', '', '/c�d/e']);
  expect(JSON.stringify(found)).not.toMatch(/\\u0000|\\ud83d/);
});

test('other control characters, emoji and bytes beyond ASCII can be stored', () => {
  expect(unstorableIn({ a: '\u0001\t\n\u001f\u007f', b: '👩🏽‍💻 Ünïcode \uffff' })).toEqual({
    problems: [],
    isUnicode: true,
  });
  expect(unstorableIn('x\0')).toMatchObject({ problems: [{ pointer: '' }], isUnicode: true });
});

test('what only looks escaped can be stored, and what has no canonical form is still looked through', () => {
  expect(unstorableIn({ a: '\\u0000 \\ud83d' }).problems).toEqual([]);
  expect(unstorableIn({ a: Number.NaN, b: '\0' }).problems.map(({ pointer }) => pointer)).toEqual(['/b']);
});

test('a body full of it is reported up to a limit', () => {
  expect(unstorableIn(Array.from({ length: 5_000 }, () => '\0')).problems).toHaveLength(100);
});
