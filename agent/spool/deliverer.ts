import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type RunReceipt, runReceiptSchema } from '../../core/run/schema.ts';
import type { ParallaxClient } from '../client/parallax-client.ts';
import { ParallaxError } from '../client/parallax-error.ts';
import type { Delivering, Spool } from './spool.ts';
import { elapsedMs } from './uptime.ts';

/** Refusals of a body: sent again it would be refused again. */
const REFUSALS = new Set([400, 404, 409, 413, 422]);
/** Refusals of the key: whatever is sent is refused until somebody does something about it. */
const KEY_REFUSALS = new Set([401, 403]);
const KEY_AGAIN_MS = 60_000;
const AGAIN_MS = 5_000;

export type Settled = { type: 'delivered'; receipt: RunReceipt } | { type: 'refused' };
type Watch = (settled: Settled) => void;

export type DelivererOptions = {
  spool: Spool;
  client: Pick<ParallaxClient, 'post'>;
  notice: (text: string) => void;
  signal: AbortSignal;
  /** For tests: milliseconds between attempts with a key that is refused. */
  keyAgainMs?: number;
};

/** Sends what waits in the spool, oldest first, one after the other, for as long as it lives. */
export class Deliverer {
  /** When Parallax last answered for good. */
  progressMs = Date.now();
  private readonly watches = new Map<number, Watch>();
  private readonly options: DelivererOptions;
  private lastNotice = '';
  private wake: () => void = () => {};

  constructor(options: DelivererOptions) {
    this.options = options;
  }

  /** Something was kept. */
  nudge(): void {
    this.wake();
  }

  /** Calls back when this result has been answered for good. Answers how to stop watching. */
  watch(seq: number, then: Watch): () => void {
    this.watches.set(seq, then);
    return () => this.watches.delete(seq);
  }

  async run(): Promise<void> {
    const { spool, signal } = this.options;
    signal.addEventListener('abort', () => this.wake(), { once: true });
    while (!signal.aborted) {
      const kept = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      try {
        const head = await spool.head();
        if (head) await this.deliver(head);
        else await kept;
      } catch (error) {
        if (signal.aborted) return;
        this.noticeOnce(`${wordsOf(error)}. Trying again every ${AGAIN_MS / 1_000} s`);
        await sleep(AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  private async deliver({ entry, part: first }: Delivering): Promise<void> {
    const { spool, client, signal } = this.options;
    let answer: unknown;
    let startedOver = false;
    for (let part = first; part < entry.parts.length; part += 1) {
      const call = await spool.read(entry, part);
      if (!call) return;
      try {
        answer = z
          .looseObject({ runId: z.literal(entry.result.runId) })
          .parse(await client.post(call.path, call, () => elapsedMs(entry.written)));
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === 'body' && part > 0 && error instanceof ParallaxError && error.status === 404 && !startedOver) {
          // What was opened is not known there (any more): from the beginning, once.
          startedOver = true;
          part = -1;
          continue;
        }
        if (refusal === 'body') return await this.setAside(entry, error);
        if (refusal !== 'key') throw error;
        const waitMs = this.options.keyAgainMs ?? KEY_AGAIN_MS;
        this.noticeOnce(
          `Parallax does not accept the key: ${wordsOf(error)}\nNothing is thrown away: put a valid key of scope "ingest" into agent.yaml and start the agent again. Trying again every ${waitMs / 1_000} s`,
        );
        await sleep(waitMs, undefined, { signal });
        return;
      }
      this.progressMs = Date.now();
      if (part + 1 < entry.parts.length) await spool.sent(entry, part + 1);
    }
    const receipt = runReceiptSchema.parse(answer);
    await spool.delivered(entry);
    this.settle(entry.seq, { type: 'delivered', receipt });
  }

  private async setAside(entry: Delivering['entry'], error: unknown): Promise<void> {
    const { spool, notice } = this.options;
    const path = await spool.refused(entry, wordsOf(error));
    notice(
      `${entry.result.label}: ${wordsOf(error)}\nThe result was put aside in ${path}; its check will be run again.`,
    );
    this.settle(entry.seq, { type: 'refused' });
  }

  /** The same trouble again is said once, until something has arrived. */
  private noticeOnce(text: string): void {
    if (text !== this.lastNotice)
      this.options.notice(`${text}. ${this.options.spool.counts.waiting} results wait on disk.`);
    this.lastNotice = text;
  }

  private settle(seq: number, settled: Settled): void {
    this.progressMs = Date.now();
    this.lastNotice = '';
    this.watches.get(seq)?.(settled);
    this.watches.delete(seq);
  }
}

/** Only Parallax itself can refuse: a page of some proxy with the same status says nothing about the result. */
function refusalOf(error: unknown): 'body' | 'key' | null {
  if (!(error instanceof ParallaxError) || error.code === 'UNKNOWN') return null;
  if (REFUSALS.has(error.status)) return 'body';
  return KEY_REFUSALS.has(error.status) ? 'key' : null;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
