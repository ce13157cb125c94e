import { Prisma } from '#prisma/generated/client.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/** Connection refused, lost or ended by an administrator; shutting down or starting up; out of connections, room or memory; I/O. */
const UNAVAILABLE = new Set([
  ...['08000', '08001', '08003', '08006', '57P01', '57P02', '57P03'],
  ...['53000', '53100', '53200', '53300', '53400', '58000', '58030'],
]);
/** What the driver says, without a code, when a connection broke or breaks under it. */
const GONE =
  /Connection terminated|connection error and is not queryable|Connection ended|DatabaseNotReachable|timeout exceeded when trying to connect/;
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

/** The database is away, for now. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null && UNAVAILABLE.has(state)) return true;
  if (PRISMA_UNAVAILABLE.has(prismaCodeOf(error) ?? '')) return true;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  const found = firstIn(error, (link) => {
    if (typeof link.code === 'string' && SOCKET.has(link.code)) return link.code;
    const gone = typeof link.message === 'string' && GONE.test(link.message);
    return gone ? 'gone' : null;
  });
  return found !== null;
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
