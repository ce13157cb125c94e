import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#core/errors.ts';
import type { Context } from '../context.ts';
import type { LiveEvent } from './live-event.ts';
import { type LiveHub, liveHub } from './live-hub.ts';
import { listHeardMigrations, listMissedChanges } from './queries.ts';

/** A membership that ended, and a session or key that was revoked, stop the stream after at most this long. */
const RECHECK_MS = 10_000;

type Following = {
  migrationId?: string | undefined;
  lastEventId?: string | undefined;
  signal: AbortSignal;
  /** Throws once the session or key is no longer good. */
  checkActor: () => Promise<void>;
  hub?: LiveHub;
  recheckMs?: number;
};

/** What changes in the migrations that the actor may read, as it happens; after a break, what was missed or a single `all`. */
export async function* followChanges(ctx: Context, following: Following): AsyncGenerator<LiveEvent> {
  const { signal, lastEventId, hub = liveHub(), recheckMs = RECHECK_MS } = following;
  const only = following.migrationId?.toLowerCase();
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  const events = hub.read(stop);
  const untilRecheck = () => sleep(recheckMs, null, { signal: stop, ref: false }).catch(() => null);
  // Reading starts before looking back, so that nothing falls in between.
  let next = events.next();
  try {
    let heard = await heardMigrations(ctx, only);
    let checkedAt = performance.now();
    let tick = untilRecheck();
    for (const event of await missedEvents(ctx, hub, lastEventId)) if (isFor(event, heard)) yield event;
    while (true) {
      const heardOf = await Promise.race([next, tick]);
      if (heardOf === null) {
        if (signal.aborted) return;
        // Also while nothing happens: nobody may listen whose session has ended.
        await following.checkActor();
        tick = untilRecheck();
        continue;
      }
      const { value: event, done } = heardOf;
      if (done) return;
      next = events.next();
      if (performance.now() - checkedAt > recheckMs || event.topic === 'plan') {
        await following.checkActor();
        heard = await heardMigrations(ctx, only);
        checkedAt = performance.now();
      }
      if (isFor(event, heard)) yield event;
    }
  } finally {
    ended.abort();
  }
}

async function heardMigrations(ctx: Context, only: string | undefined): Promise<Set<string>> {
  const mine = await listHeardMigrations(ctx, {});
  if (only === undefined) return new Set(mine);
  if (!mine.includes(only)) {
    throw new AppError('NOT_FOUND', 'There is no such migration, or you are not a member of it.');
  }
  return new Set([only]);
}

async function missedEvents(ctx: Context, hub: LiveHub, lastEventId: string | undefined): Promise<LiveEvent[]> {
  if (lastEventId === undefined) return [];
  const missed = await listMissedChanges(ctx, { lastEventId });
  return missed ?? [{ id: hub.lastId, topic: 'all', migrationId: null, ids: [] }];
}

function isFor(event: LiveEvent, heard: ReadonlySet<string>): boolean {
  return event.migrationId === null || heard.has(event.migrationId);
}
