import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Random } from '#server/testing/random.ts';
import type { Call } from './calls.ts';

/** Longer than this nothing that is tested here may take. */
const PATIENCE_MS = 120_000;
const ATTEMPT_MS = 30_000;

export type Answer = { status: number; retryAfter: string | null; body: unknown };

/** One attempt; null where the connection broke before an answer, which says nothing about what became of it. */
export async function attempt(url: string, key: string, call: Call, cutAfterMs?: number): Promise<Answer | null> {
  const timeout = AbortSignal.timeout(cutAfterMs ?? ATTEMPT_MS);
  try {
    const response = await fetch(`${url}/api/v1/${call.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(call.body),
      signal: timeout,
    });
    const body = await response.json();
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  } catch {
    return null;
  }
}

export type Acknowledged = { call: Call; body: unknown };

const receiptSchema = z.object({ replayed: z.boolean(), payloadHash: z.string().optional() });

/** What several agents were told, and what of it contradicts itself. */
export class Record {
  readonly acknowledged: Acknowledged[] = [];
  readonly violations: string[] = [];
  attempts = 0;
  /** Calls that were sent and not answered yet. */
  underWay = 0;
  readonly #first = new Map<string, { fresh: number; hash: string | undefined }>();

  note(call: Call, { status, body }: Answer): void {
    if (status !== 200) {
      this.violations.push(`${call.name}: answered ${status} ${JSON.stringify(body).slice(0, 300)}`);
      return;
    }
    this.acknowledged.push({ call, body });
    if (call.path === 'ingest/metrics') return;
    const { replayed, payloadHash } = receiptSchema.parse(body);
    const known = this.#first.get(call.name) ?? { fresh: 0, hash: payloadHash };
    this.#first.set(call.name, { ...known, fresh: known.fresh + (replayed ? 0 : 1) });
    if (known.hash !== payloadHash) this.violations.push(`${call.name}: two hashes for one body`);
    if (!replayed && known.fresh > 0) this.violations.push(`${call.name}: taken as new a second time`);
  }
}

/**
 * `keys.length` clients work off one queue, whatever happens to the server meanwhile: a broken connection, 429 and 503 mean "again". A
 * call that came before the one it needs (404: not opened, 422: chunks missing) goes to the end of the queue.
 */
export async function deliver(
  given: readonly Call[],
  options: { url: () => string; keys: readonly string[]; random: Random; record: Record; cut?: boolean },
): Promise<void> {
  const { random, record } = options;
  const queue = [...given];
  const early = new Map<Call, number>();
  const since = performance.now();
  const client = async (key: string): Promise<void> => {
    for (let call = queue.shift(); call; call = queue.shift()) {
      if (performance.now() - since > PATIENCE_MS + given.length * 20) throw new Error(`${call.name} is never taken.`);
      record.attempts += 1;
      // One in twenty agents loses its connection before it hears the answer.
      const cut = options.cut && random.int(20) === 0 ? 1 + random.int(30) : undefined;
      record.underWay += 1;
      const answer = await attempt(options.url(), key, call, cut);
      record.underWay -= 1;
      if (answer === null || answer.status === 429 || answer.status === 503) {
        queue.push(call);
        if (answer?.status !== undefined && answer.retryAfter === null) {
          record.violations.push(`${call.name}: ${answer.status} without Retry-After`);
        }
        await sleep(answer === null ? 20 : 100);
      } else if ((answer.status === 404 || answer.status === 422) && (early.get(call) ?? 0) < given.length) {
        early.set(call, (early.get(call) ?? 0) + 1);
        queue.push(call);
        await sleep(5);
      } else record.note(call, answer);
    }
  };
  await Promise.all(options.keys.map(client));
}
