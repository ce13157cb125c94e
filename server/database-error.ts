import { Prisma } from '#prisma/generated/client.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND']);
/** Prisma's own names: cannot reach the server, timed out, no connection free in time, transaction could not start. */
const PRISMA_UNAVAILABLE = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);

/** SQLSTATE of a failed statement, wherever in the chain of causes it hides; null for anything else. */
export function sqlStateOf(error: unknown): string | null {
  return firstIn(error, (link) => {
    const state = link.originalCode ?? link.code;
    return typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) && !/^P\d{4}$/.test(state) ? state : null;
  });
}

/** The database asked for another try: nothing was written. */
export function isWorthRetrying(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK || prismaCodeOf(error) === 'P2034';
}

/** A unique index settled a race, or a name is taken. */
export function isUniqueViolation(error: unknown): boolean {
  return prismaCodeOf(error) === 'P2002' || sqlStateOf(error) === '23505';
}

/** What keeps the database from doing its work for now. `isWrite`: it answers, but takes nothing that is written. */
export type Outage = { message: string; retryAfterSeconds: number; isWrite: boolean };

export const AWAY: Outage = { message: 'The database cannot be reached.', retryAfterSeconds: 5, isWrite: false };
const BUSY: Outage = { message: 'All connections to the database are in use.', retryAfterSeconds: 2, isWrite: false };
const LATE: Outage = { message: 'The database took too long.', retryAfterSeconds: 5, isWrite: false };
const unwritable = (why: string): Outage => ({ message: why, retryAfterSeconds: 15, isWrite: true });

/** By SQLSTATE. */
const OUTAGES: ReadonlyMap<string, Outage> = new Map([
  ...['08000', '08001', '08003', '08006', '57P01', '57P02', '57P03'].map((state) => [state, AWAY] as const),
  ...['53300', '53400'].map((state) => [state, BUSY] as const),
  ...['57014', '25P03', '55P03'].map((state) => [state, LATE] as const),
  ['53000', unwritable('The database is short of resources.')],
  ['53100', unwritable('The disk of the database is full.')],
  ['53200', unwritable('The database is out of memory.')],
  ...['58000', '58030'].map((state) => [state, unwritable('The database cannot read or write its files.')] as const),
  ['25006', unwritable('The database is read-only.')],
]);

/** Null for every other error: one of ours, or one that waiting does not heal. */
export function outageOf(error: unknown): Outage | null {
  const known = OUTAGES.get(sqlStateOf(error) ?? '');
  if (known) return known;
  const isBusy = (text: string) => /timeout exceeded when trying to connect|Unable to start a transaction/.test(text);
  if (firstIn(error, ({ message }) => (typeof message === 'string' && isBusy(message)) || null)) return BUSY;
  if (PRISMA_UNAVAILABLE.has(prismaCodeOf(error) ?? '')) return AWAY;
  if (error instanceof Prisma.PrismaClientInitializationError) return AWAY;
  const isGone = (text: string) =>
    /Connection terminated|Connection ended|connection error and is not queryable|DatabaseNotReachable/.test(text);
  const gone = firstIn(
    error,
    ({ code, message }) =>
      (typeof code === 'string' && SOCKET.has(code)) || (typeof message === 'string' && isGone(message)) || null,
  );
  return gone ? AWAY : null;
}

function prismaCodeOf(error: unknown): string | null {
  return error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null;
}

type Link = { code?: unknown; originalCode?: unknown; message?: unknown; cause?: unknown; meta?: unknown };

/** Walks causes, the driver's error that Prisma keeps in `meta`, and aggregated errors. */
function firstIn<T>(error: unknown, find: (link: Link) => T | null, depth = 0): T | null {
  if (typeof error !== 'object' || error === null || depth > 6) return null;
  const link: Link = error;
  const found = find(link);
  if (found !== null) return found;
  const meta: { driverAdapterError?: unknown } = typeof link.meta === 'object' && link.meta !== null ? link.meta : {};
  const inside = [link.cause, meta.driverAdapterError, ...(error instanceof AggregateError ? error.errors : [])];
  for (const next of inside) {
    const deeper = firstIn(next, find, depth + 1);
    if (deeper !== null) return deeper;
  }
  return null;
}
