import { getActor } from '../auth.ts';
import { createContext } from '../context.ts';
import { toAppError } from '../error-response.ts';
import type { DoorContext } from '../trpc.ts';

/** Context of a call from outside. Where it cannot be found out who calls, the call itself says why. */
export async function createDoorContext(headers: Headers): Promise<DoorContext> {
  try {
    return createContext({ actor: await getActor(headers) });
  } catch (error) {
    return { ...createContext({ actor: { type: 'nobody' } }), failure: toAppError(error) };
  }
}
