import { UserError } from '../user-error.ts';

/** A statement whose answer did not arrive whole proves nothing about the rows that are not there. */
export function notWhole(received: number, sent: number): UserError {
  return new UserError(
    `The server answered a statement with ${sent.toLocaleString('en')} rows, ${received.toLocaleString('en')} of them arrived. Something between the agent and the database cuts results off, such as a proxy: let the agent connect to the database itself.`,
  );
}
