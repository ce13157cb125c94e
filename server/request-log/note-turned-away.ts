import type { AppError } from '#core/errors.ts';
import { counted } from '#core/format/count.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { utcMinute } from '#core/time/utc-minute.ts';
import type { AgentActor } from '../actor.ts';
import type { Context } from '../context.ts';
import { statusOf } from '../error-response.ts';
import { EndedKeyError } from '../key/ended-key-error.ts';
import { noteRequest } from './note-request.ts';

/** Keys that are turned away at once; past that the one heard of longest ago is forgotten, and written again. */
const MAX_REMEMBERED = 2_000;

type Remembered = { sinceMs: number; more: number };
const remembered = new Map<string, Remembered>();

/**
 * Notes a call that was turned away before it ran: of a key that has ended, or over its limit. Whoever does not stop must not fill the log, so
 * that a key is written once an hour for each answer, the next line telling how often it came meanwhile. Each web process counts for itself.
 */
export async function noteTurnedAway(
  ctx: Context & { actor: AgentActor },
  call: string,
  error: AppError,
): Promise<void> {
  const [id, nowMs] = [`${ctx.actor.keyId} ${statusOf(error)}`, ctx.now().getTime()];
  const known = remembered.get(id);
  if (known && nowMs - known.sinceMs < HOUR_MS) {
    known.more += 1;
    return;
  }
  remembered.delete(id);
  remembered.set(id, { sinceMs: nowMs, more: 0 });
  const [oldest] = remembered.keys();
  if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  const why = error instanceof EndedKeyError ? error.why : error.message;
  const problems = [{ pointer: '', message: `${why}${known ? moreOf(known) : ''}` }];
  await noteRequest(ctx, { call, bytes: 0, payload: null, error, problems });
}

function moreOf({ more, sinceMs }: Remembered): string {
  if (more === 0) return '';
  return ` In the hour from ${utcMinute(sinceMs)} ${counted(more, 'more call')} got the same answer.`;
}
