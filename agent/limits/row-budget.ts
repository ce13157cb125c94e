import { setTimeout as sleep } from 'node:timers/promises';

/** So much unused time may be made up for: short enough that no burst hurts, long enough to pay for a chunk's own reading time. */
const BURST_MS = 1_000;

/**
 * A token bucket over the rows read from one source, whoever reads them. It is kept as the moment up to which rows are paid
 * for: rows move it on, and whoever has moved it past now waits for it. So over a run the rate is met, not only approached.
 */
export class RowBudget {
  private readonly rowsPerSecond: number | null;
  private paidUntilMs: number | undefined;

  constructor(rowsPerSecond: number | null) {
    this.rowsPerSecond = rowsPerSecond;
  }

  /** Time counts from the first statement on. */
  begin(): void {
    this.paidUntilMs ??= performance.now();
  }

  /** Waits until `rows` that were just read are paid for. */
  async spend(rows: number, signal: AbortSignal): Promise<void> {
    if (this.rowsPerSecond === null || rows === 0) return;
    const now = performance.now();
    const from = Math.max(this.paidUntilMs ?? now, now - BURST_MS);
    this.paidUntilMs = from + (rows / this.rowsPerSecond) * 1_000;
    const waitMs = this.paidUntilMs - now;
    if (waitMs >= 1) await sleep(waitMs, undefined, { signal });
  }
}
