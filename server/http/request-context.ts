import type { Actor } from '../actor.ts';
import { getActor } from '../auth.ts';
import { createContext } from '../context.ts';
import { toAppError } from '../error-response.ts';
import type { RequestContext } from '../trpc.ts';
import { readClock } from './read-clock.ts';

/** Context of a call from outside. Where it cannot be found out who calls, the call itself says why. */
export async function createRequestContext(headers: Headers): Promise<RequestContext> {
  try {
    const actor = await getActor(headers);
    const clock = readClock(headers, Date.now());
    return { ...createContext({ actor, clock }), stillValid: () => isStill(actor, headers) };
  } catch (error) {
    return { ...createContext({ actor: { type: 'nobody' } }), failure: toAppError(error) };
  }
}

/** A key that lost a right, or was widened, has to come again: what it hears was decided by what it had. */
function hasSameRights(now: Actor, before: Actor): boolean {
  if (now.type !== 'agent' || before.type !== 'agent') return now.type === before.type;
  return JSON.stringify([now.scopes, now.datasetIds]) === JSON.stringify([before.scopes, before.datasetIds]);
}

async function isStill(actor: Actor, headers: Headers): Promise<boolean> {
  try {
    return hasSameRights(await getActor(headers), actor);
  } catch (error) {
    // A database that is away ends no session.
    return toAppError(error).code === 'UNAVAILABLE';
  }
}
