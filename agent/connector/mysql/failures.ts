import { UserError } from '../../user-error.ts';

const CANNOT_READ = new Set(['ER_TABLEACCESS_DENIED_ERROR', 'ER_COLUMNACCESS_DENIED_ERROR', 'ER_VIEW_INVALID']);
const TOOK_TOO_LONG = new Set(['ER_STATEMENT_TIMEOUT', 'ER_QUERY_TIMEOUT']);
/** MariaDB's numbers for what mysql2 names after MySQL. */
const NUMBERS: Record<number, string> = { 1969: 'ER_STATEMENT_TIMEOUT', 3024: 'ER_QUERY_TIMEOUT' };

/** What a driver's error says of itself. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const number = 'errno' in error ? Number(error.errno) : 0;
  return NUMBERS[number] ?? ('code' in error ? String(error.code) : '');
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message || codeOf(error) : String(error);
}

/** The same error, in words that say what to do where a person can do something about it. */
export function explain(error: unknown, what: string, remedy = "The agent's user needs GRANT SELECT on it."): unknown {
  const code = codeOf(error);
  if (CANNOT_READ.has(code)) return new UserError(`${what} may not be read: ${messageOf(error)}. ${remedy}`);
  if (TOOK_TOO_LONG.has(code)) {
    return new UserError(`Reading ${what} took longer than statementTimeoutMs allows: ${messageOf(error)}`);
  }
  return error;
}

/** `what`: the table, where it is known. */
export function tooLong(what = 'The table'): UserError {
  return new UserError(
    `${what} holds rows that are longer than the server's max_allowed_packet, which it can neither hash nor send as they are compared. Raise max_allowed_packet, or leave their longest column out (ignore: true).`,
  );
}
