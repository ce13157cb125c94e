import { expect, test } from 'vitest';
import { refusalText } from './enter.ts';

test.each([
  ['off', 'Passwords are switched off here.'],
  ['CredentialsSignin', 'E-mail or password is not right.'],
  ['wait:30', 'Too many attempts. Try again in a minute.'],
  ['wait:601', 'Too many attempts. Try again in 11 minutes.'],
  ['wait:soon', 'The sign-in did not work. Try again.'],
  ['', 'The sign-in did not work. Try again.'],
])('%s', (error, text) => {
  expect(refusalText(error)).toBe(text);
});
