import { sqlStateOf } from './database-error.ts';

/**
 * What the log says of an error: its kind, its words, where it came from. Not what hangs on it: the database's detail repeats the
 * row it could not store, and Prisma's complaint about a wrong call repeats the arguments.
 */
export function loggedError(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { message: 'Something other than an error was thrown.' };
  const lines = thrown.message.trim().split('\n');
  return {
    type: thrown.name,
    message: lines.length > 1 ? `${lines[0]} … ${lines.at(-1)}` : thrown.message,
    sqlState: sqlStateOf(thrown) ?? undefined,
    stack: thrown.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
    cause: thrown.cause instanceof Error ? loggedError(thrown.cause) : undefined,
  };
}
