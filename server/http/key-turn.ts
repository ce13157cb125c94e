import { toAppError } from '../error-response.ts';
import { EndedKeyError } from '../key/ended-key-error.ts';
import { listProcedures } from '../procedures.ts';
import { noteTurnedAway } from '../request-log/note-turned-away.ts';
import type { RequestContext } from '../trpc.ts';
import { takeFromKey } from './key-limit.ts';

const calls = new Set(listProcedures().map(({ call }) => call));

/** What the log may call it: a name of ours, nothing that somebody put into an address. */
const nameOf = (call: string | undefined) => (call !== undefined && calls.has(call) ? call : 'unknown');

/** The answer to the call itself reports a key that has ended; here it is noted. */
export async function noteEndedKey(ctx: RequestContext, call: string | undefined): Promise<void> {
  const { failure } = ctx;
  if (failure instanceof EndedKeyError) await noteTurnedAway({ ...ctx, actor: failure.actor }, nameOf(call), failure);
}

/** A key's turn: answers how many calls it has left, null for who has no key. Throws where it sends too many. */
export async function takeTurn(ctx: RequestContext, call: string | undefined): Promise<number | null> {
  const { actor } = ctx;
  if (actor.type !== 'agent') return null;
  try {
    return takeFromKey(actor.keyId);
  } catch (thrown) {
    const error = toAppError(thrown);
    await noteTurnedAway({ ...ctx, actor }, nameOf(call), error);
    throw error;
  }
}
