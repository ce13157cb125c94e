import { setTimeout as sleep } from 'node:timers/promises';
import type { Source } from '../connector/connector.ts';
import type { Limits } from '../connector/limits-schema.ts';
import { UserError } from '../user-error.ts';
import { busyReason } from './busy-reason.ts';
import { InBlackout } from './in-blackout.ts';
import { RowBudget } from './row-budget.ts';

/** Hears why nothing is read at the moment, again and again; `isNews` when that begins and ends. */
export type SayWait = (text: string, isNews: boolean) => void;

/** How long one reader has waited for a busy source already. */
export type Patience = { spentMs: number; say: SayWait };

export type ThrottleOptions = {
  side: 'legacy' | 'target';
  source: Source;
  limits: Limits;
  /** Name of the blackout window in force. */
  blackout: () => string | null;
  signal: AbortSignal;
};

/** Decides when the next statement may go to a source. One for each side, shared by everything that reads it. */
export class Throttle {
  readonly limits: Limits;
  private readonly options: ThrottleOptions;
  private readonly budget: RowBudget;
  private asked: { atMs: number; reason: Promise<string | null> } | undefined;

  constructor(options: ThrottleOptions) {
    this.options = options;
    this.limits = options.limits;
    this.budget = new RowBudget(options.limits.rowsPerSecond);
  }

  /** Before each statement, and between parts of an answer. Throws `InBlackout`, and gives up when patience is at its end. */
  async turn(patience: Patience): Promise<void> {
    const { side, signal } = this.options;
    this.refuseInBlackout();
    this.budget.begin();
    if (!this.limits.pauseWhen) return;
    let paused = false;
    for (let reason = await this.reason(); reason !== null; reason = await this.reason()) {
      if (patience.spentMs >= this.limits.pauseLimitMs) {
        throw new UserError(
          `Gave up after waiting ${Math.round(patience.spentMs / 1_000)} s for the ${side} database: ${reason}.`,
        );
      }
      patience.say(`paused, ${side}: ${reason}`, !paused);
      paused = true;
      await sleep(this.limits.checkIntervalMs, undefined, { signal });
      patience.spentMs += this.limits.checkIntervalMs;
      this.refuseInBlackout();
    }
    if (paused) patience.say(`going on, ${side} is less busy`, true);
  }

  /** After rows were read: waits until they are within the cap. */
  async spend(rows: number): Promise<void> {
    await this.budget.spend(rows, this.options.signal);
  }

  /** Name of the blackout window in force. */
  get window(): string | null {
    return this.options.blackout();
  }

  private refuseInBlackout(): void {
    const { window } = this;
    if (window !== null) throw new InBlackout(window);
  }

  /** Asked once an interval, whoever wants to know. */
  private async reason(): Promise<string | null> {
    const { source } = this.options;
    const { pauseWhen, checkIntervalMs } = this.limits;
    if (!pauseWhen) return null;
    if (!source.load) throw new UserError(`pauseWhen: ${source.engine} has no load to ask for.`);
    if (!this.asked || performance.now() - this.asked.atMs >= checkIntervalMs) {
      const reason = source.load().then((load) => busyReason(load, pauseWhen));
      this.asked = { atMs: performance.now(), reason };
    }
    return await this.asked.reason;
  }
}
