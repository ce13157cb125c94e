import type { AppError, Problem } from '#core/errors.ts';
import { type LoggedRequest, outcomeOfStatus } from '#core/request-log/schema.ts';
import { type Context, systemContext } from '../context.ts';
import { statusOf } from '../error-response.ts';
import { log } from '../log.ts';
import { newId } from '../new-id.ts';
import type { Payload } from '../payload.ts';
import { placeOf } from './place-of.ts';
import { recordRequests } from './record-requests.ts';

const FLUSH_AFTER_MS = 1_000;
const MAX_WAITING = 5_000;
/** The answer lists all mistakes of a body with thousands of them; the log keeps the first ones. */
const MAX_PROBLEMS = 100;

let waiting: LoggedRequest[] = [];
let timer: NodeJS.Timeout | undefined;

/** `payload` null: the body has no canonical form, so that there is nothing to hash and nothing it could name. */
type Call = {
  call: string;
  bytes: number;
  payload: Payload | null;
  error: AppError | null;
  /** What is kept of the error, where that is not what the caller was sent. */
  problems?: Problem[];
};

/**
 * Notes a call of a key; calls of people are not kept. A refused call is in the log before its answer is sent. Calls that went well
 * are written together once a second: losing the last of them with the process loses nothing that is not stored elsewhere.
 */
export async function noteRequest(ctx: Context, { call, bytes, payload, error, problems }: Call): Promise<void> {
  if (ctx.actor.type !== 'agent') return;
  const { migrationId, keyId, name: keyName } = ctx.actor;
  const status = error ? statusOf(error) : 200;
  waiting.push({
    id: newId(),
    migrationId,
    at: ctx.now(),
    keyId,
    keyName,
    call,
    status,
    outcome: outcomeOfStatus(status),
    bytes,
    payloadHash: payload?.hash ?? null,
    ...placeOf(payload?.value),
    problems: problems ?? problemsIn(error),
    requestId: ctx.requestId,
  });
  if (waiting.length > MAX_WAITING) waiting = waiting.slice(-MAX_WAITING);
  if (error) return await flushRequests(ctx);
  timer ??= setTimeout(() => void flushRequests(ctx), FLUSH_AFTER_MS).unref();
}

/** Writes what is waiting. A database that is away costs these lines and nothing else. */
export async function flushRequests(ctx: Pick<Context, 'db' | 'now'>): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const requests = waiting;
  waiting = [];
  if (requests.length === 0) return;
  try {
    await recordRequests(systemContext('request log', { db: ctx.db, now: ctx.now }), { requests });
  } catch (err) {
    log.warn({ err, lost: requests.length }, 'request log not written');
  }
}

/** Pointers and words. A refusal without pointers is shown in its own words. */
function problemsIn(error: AppError | null): Problem[] {
  if (!error) return [];
  if (error.problems.length === 0) return [{ pointer: '', message: error.message }];
  return error.problems.slice(0, MAX_PROBLEMS).map(({ pointer, message }) => ({ pointer, message }));
}
