import { expect, test } from 'vitest';
import { findUnstorable } from './unstorable.ts';

test('NUL and halves of pairs are found with their place, in values and in names', () => {
  const found = findUnstorable({ a: [{ b: 'x\0' }, 'fine 😀'], 'c\0d': { e: '\ud83d' }, n: 5, z: null });
  expect(found.isUnicode).toBe(false);
  expect(found.problems.map(({ pointer }) => pointer)).toEqual(['/a/0/b', '', '/c�d/e']);
  expect(JSON.stringify(found)).not.toMatch(/\\u0000|\\ud83d/);
});

test('other control characters, emoji and bytes beyond ASCII can be stored', () => {
  expect(findUnstorable({ a: '\u0001\t\n\u001f\u007f', b: '👩🏽‍💻 Ünïcode \uffff' })).toEqual({
    problems: [],
    isUnicode: true,
  });
  expect(findUnstorable('x\0')).toMatchObject({ problems: [{ pointer: '' }], isUnicode: true });
});

test('a body full of it is told of once enough', () => {
  expect(findUnstorable(Array.from({ length: 5_000 }, () => '\0')).problems).toHaveLength(100);
});
