import { expect, test } from 'vitest';
import { payloadOf } from './payload.ts';
import { findUnstorable } from './unstorable.ts';

const unstorableIn = (value: unknown) => findUnstorable(payloadOf(value));

test('NUL and halves of pairs are found with their place, in values and in names', () => {
  const found = unstorableIn({ a: [{ b: 'x\0' }, 'fine 😀'], 'c\0d': { e: '\ud83d' }, n: 5, z: null });
  expect(found.hasForm).toBe(false);
  expect(found.problems.map(({ pointer }) => pointer)).toEqual(['/a/0/b', '', '/c�d/e']);
  expect(JSON.stringify(found)).not.toMatch(/\\u0000|\\ud83d/);
});

test('other control characters, emoji and bytes beyond ASCII can be stored', () => {
  expect(unstorableIn({ a: '\u0001\t\n\u001f\u007f', b: '👩🏽‍💻 Ünïcode \uffff' })).toEqual({
    problems: [],
    hasForm: true,
  });
  expect(unstorableIn('x\0')).toMatchObject({ problems: [{ pointer: '' }], hasForm: true });
});

test('what only looks escaped can be stored, and what has no canonical form is still looked through', () => {
  expect(unstorableIn({ a: '\\u0000 \\ud83d' }).problems).toEqual([]);
  expect(unstorableIn({ a: Number.NaN, b: '\0' }).problems.map(({ pointer }) => pointer)).toEqual(['/b']);
});

test('a body full of it is reported up to a limit', () => {
  expect(unstorableIn(Array.from({ length: 5_000 }, () => '\0')).problems).toHaveLength(100);
});

test('a number that is infinite once it is read is found with its place', () => {
  const found = unstorableIn(JSON.parse('{"counts":{"legacy":1e400},"lag":[1,-1e999]}'));
  expect(found).toEqual({
    hasForm: false,
    problems: ['/counts/legacy', '/lag/1'].map((pointer) => ({ pointer, message: 'is too large for a number' })),
  });
});
