import { expect, test } from 'vitest';
import { placeProblems, problemAt, problemsText, withoutField } from './place-problems.ts';

const values = { name: '', keys: 'id, id', 'a/b': '', conditions: [{ text: '' }], checks: { daily: '' } };
const place = (...pointers: string[]) =>
  placeProblems(
    pointers.map((pointer) => ({ pointer, message: 'is wrong' })),
    values,
  );

test('a problem stands at the field of its pointer, however deep', () => {
  expect(place('/name', '/conditions/0/text', '/checks/daily')).toEqual({
    name: 'is wrong',
    'conditions/0/text': 'is wrong',
    'checks/daily': 'is wrong',
  });
});

test('a list that is typed as one text has its problems there', () => {
  expect(place('/keys/1')).toEqual({ keys: 'is wrong' });
});

test('what is no field of the form is about the whole, with its pointer', () => {
  expect(place('/colour', '/conditions/1/text', '/checks/0/kind', '')).toEqual({
    '': '/colour: is wrong; /conditions/1/text: is wrong; /checks/0/kind: is wrong; is wrong',
  });
});

test('names are compared as they are, pointers as they are written', () => {
  expect(place('/a~1b')).toEqual({ 'a~1b': 'is wrong' });
});

test('of many problems of the whole the first are shown', () => {
  const placed = placeProblems(
    Array.from({ length: 20 }, (_, i) => ({ pointer: `/x/${i}`, message: 'is wrong' })),
    values,
  );
  expect(placed['']).toMatch(/^\/x\/0: .*\/x\/11: is wrong; and 8 more$/);
});

test('names of the form are shown where they differ', () => {
  const problems = [{ pointer: '/expiresAt', message: 'is past' }];
  expect(placeProblems(problems, { days: 1 }, () => 'days')).toEqual({ days: 'is past' });
});

test('a field shows what is wrong in it, and nothing of its neighbour', () => {
  const problems = { 'scopes/0': 'is unknown', scopesOf: 'is wrong' };
  expect(problemAt(problems, 'scopes')).toBe('is unknown');
  expect(problemAt({ scopesOf: 'is wrong' }, 'scopes')).toBeUndefined();
});

test('a changed field loses its problems, and so does the whole', () => {
  expect(withoutField({ '': 'failed', 'keys/1': 'twice', name: 'is wrong' }, 'keys')).toEqual({ name: 'is wrong' });
});

test('fields that are not shown have their problems in one text', () => {
  expect(problemsText({ '': 'failed', extendedTo: 'is past' })).toBe('failed; /extendedTo: is past');
  expect(problemsText({})).toBeUndefined();
});
