import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../client/encode-body.ts';
import type { ResultHead } from './frame.ts';
import { type Uptime, uptimeNow } from './uptime.ts';

export type Pending = {
  result: ResultHead;
  calls: readonly Call[];
  keptAtMs: number;
  written: Uptime;
  resolve: (seq: number) => void;
  giveUp: (why: unknown) => void;
  signal: AbortSignal;
};
/** Writes the first of a batch, as many as go into one file; answers how many that were, all synced, or that there is no room. */
type Store = (batch: readonly Pending[]) => Promise<number | 'full'>;

const BATCH = 256;
const AGAIN_MS = 1_000;
const NOTICE_EVERY_MS = 600_000;

/** Results on their way to the disk. Those that come at the same time share one sync. */
export class KeepQueue {
  private readonly pending: Pending[] = [];
  private busy = false;
  private stuck = false;
  private lastNotice = { text: '', atMs: 0 };
  private readonly store: Store;
  private readonly notice: (text: string) => void;

  constructor(store: Store, notice: (text: string) => void) {
    this.store = store;
    this.notice = notice;
  }

  /** Stopping does not cut a write short: a result is given up only where it cannot be written. */
  async add(result: ResultHead, calls: readonly Call[], signal: AbortSignal): Promise<number> {
    return await new Promise<number>((resolve, reject) => {
      const onAbort = () => {
        if (this.stuck) pending.giveUp(signal.reason);
      };
      const pending: Pending = {
        result,
        calls,
        keptAtMs: Date.now(),
        written: uptimeNow(),
        signal,
        resolve: (seq) => {
          signal.removeEventListener('abort', onAbort);
          resolve(seq);
        },
        giveUp: (why) => {
          this.remove(pending);
          this.notice(`${result.label}: the result was not kept and is lost; its check will be run again.`);
          reject(why);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.pending.push(pending);
      void this.run();
    });
  }

  private async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.pending.length > 0) {
      try {
        const batch = this.pending.slice(0, BATCH);
        const stored = await this.store(batch);
        if (stored === 'full') {
          await this.wait('The spool is full of results that found differences, and those are never dropped');
          continue;
        }
        for (const pending of batch.slice(0, stored)) this.remove(pending);
        this.stuck = false;
        this.lastNotice = { text: '', atMs: 0 };
      } catch (error) {
        await this.wait(
          `A result cannot be written to disk: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    this.busy = false;
  }

  private remove(pending: Pending): void {
    const at = this.pending.indexOf(pending);
    if (at >= 0) this.pending.splice(at, 1);
  }

  private async wait(why: string): Promise<void> {
    if (why !== this.lastNotice.text || Date.now() - this.lastNotice.atMs > NOTICE_EVERY_MS) {
      this.lastNotice = { text: why, atMs: Date.now() };
      this.notice(
        `${why}. ${this.pending.length} results wait in memory, and no further checks begin until there is room.`,
      );
    }
    this.stuck = true;
    for (const { giveUp, signal } of this.pending.filter((one) => one.signal.aborted)) giveUp(signal.reason);
    if (this.pending.length > 0) await sleep(AGAIN_MS);
  }
}
