import { AppError } from '#core/errors.ts';
import type { Actor } from '../actor.ts';
import type { BodyLimit } from './body-limit.ts';

type Room = { calls: number; bytes: number };

/**
 * Calls under way and bodies in memory at the same time: past that the server refuses at once and stays up. Who is not known has room of
 * their own, so that strangers keep no key and nobody who is signed in waiting; so has finding out who calls.
 */
const most = {
  known: { calls: 128, bytes: 64 * 1_024 * 1_024 },
  strangers: { calls: 32, bytes: 8 * 1_024 * 1_024 },
  lookUps: { calls: 128, bytes: 0 },
} as const satisfies Record<string, Room>;
type RoomName = keyof typeof most;

const taken: Record<RoomName, Room> = {
  known: { calls: 0, bytes: 0 },
  strangers: { calls: 0, bytes: 0 },
  lookUps: { calls: 0, bytes: 0 },
};

export const roomOf = ({ type }: Actor): RoomName => (type === 'nobody' ? 'strangers' : 'known');

/** Does a call if there is room for it. Its body has arrived by then: one that never ends keeps no other call out. */
export async function admit<T>(room: RoomName, work: () => Promise<T>): Promise<T> {
  return await holding(room, { calls: 1, bytes: 0 }, work);
}

/** Reads a body, and works on it, if there is room for it. One of unknown or packed size counts as the largest that is allowed. */
export async function holdBody<T>(req: Request, actor: Actor, limit: BodyLimit, work: () => Promise<T>): Promise<T> {
  const bytes = req.body ? weightOf(req.headers, limit) : 0;
  return await holding(roomOf(actor), { calls: 0, bytes }, work);
}

async function holding<T>(room: RoomName, { calls, bytes }: Room, work: () => Promise<T>): Promise<T> {
  const now = taken[room];
  if (now.calls + calls > most[room].calls || now.bytes + bytes > most[room].bytes) {
    throw new AppError('UNAVAILABLE', 'The server is busy. Try again in a moment.', { retryAfterSeconds: 1 });
  }
  now.calls += calls;
  now.bytes += bytes;
  try {
    return await work();
  } finally {
    now.calls -= calls;
    now.bytes -= bytes;
  }
}

function weightOf(headers: Headers, limit: BodyLimit): number {
  const declared = Number(headers.get('content-length'));
  const isKnown = declared > 0 && !headers.has('content-encoding');
  return isKnown ? Math.min(declared, limit.bytes) : limit.bytes;
}
