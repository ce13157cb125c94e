import type { Permission, Role } from '#core/permissions.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Actor } from './actor.ts';
import { db } from './db.ts';
import { newId } from './new-id.ts';
import type { Payload } from './payload.ts';

/** `skewMs`: the sender's clock − ours. `heldMs`: how long ago the body was written, by a clock that does not jump. */
export type CallClock = { skewMs: number | null; heldMs: number | null };

/** Who asks, when, and under which id it is logged. The same for tRPC, HTTP, jobs and tests. */
export type Context = {
  actor: Actor;
  /** Server time. Tests move it over days. */
  now: () => Date;
  requestId: string;
  db: PrismaClient;
  /** What the call says about the clock of who sends it; undefined where it says nothing. */
  clock?: CallClock;
  /** The body as it was sent; undefined where a call came from within. */
  payload?: Payload;
};

export function createContext(given: Partial<Context> & { actor: Actor }): Context {
  return {
    actor: given.actor,
    now: given.now ?? (() => new Date()),
    requestId: given.requestId ?? newId(),
    db: given.db ?? db,
    clock: given.clock,
    payload: given.payload,
  };
}

/** For jobs and start-up: sees everything, and stands under `name` in the audit trail. */
export function systemContext(name: string, given: Partial<Context> = {}): Context {
  return createContext({ ...given, actor: { type: 'system', name } });
}

/** What an actor holds in one migration. A key and the system hold no role. */
export type Grant = { migrationId: string; role: Role | null };

/** Inside a command or query that concerns one migration. */
export type MigrationContext = Context &
  Grant & {
    /** Asks the permission table for this actor in this migration. */
    may: (permission: Permission) => boolean;
  };

/** Inside one that goes over every migration in which the actor holds the permission. */
export type EveryContext = Context & { grants: readonly Grant[] };
