import { expect, test } from 'vitest';
import { loggedError } from './logged-error.ts';

test('an error is logged by kind, words and place, its causes too, and nothing that hangs on it', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    detail: 'Key (iban)=(DE89) already exists.',
    code: '23505',
  });
  const error = Object.assign(new TypeError('Invalid call\n\n{ iban: "DE89" }\n\nArgument missing.', { cause }), {
    meta: { values: ['DE89'] },
  });
  const told = loggedError(error);
  expect(told).toMatchObject({
    type: 'TypeError',
    message: 'Invalid call … Argument missing.',
    sqlState: '23505',
    cause: { type: 'Error', message: 'duplicate key' },
  });
  expect(JSON.stringify(told)).toContain('logged-error.test.ts');
  expect(JSON.stringify(told)).not.toContain('DE89');
  expect(loggedError('DE89')).toEqual({ message: 'Something other than an error was thrown.' });
});
