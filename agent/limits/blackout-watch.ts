import { setTimeout as sleep } from 'node:timers/promises';
import type { BlackoutWindow } from '../../core/blackout/schema.ts';
import { type Stretch, stretchesOf } from '../../core/blackout/stretches.ts';
import { DAY_MS } from '../../core/time/units.ts';
import type { SayWait } from './throttle.ts';

const LOOK_AHEAD_MS = DAY_MS;
/** People may change windows while an agent waits for one to end. */
const POLL_MS = 1_000;

/** What the plan says about when not to read, as far as this agent knows: as of the last time it asked. */
export class BlackoutWatch {
  private windows: readonly BlackoutWindow[] = [];
  private timeZone = 'UTC';
  private ahead: { untilMs: number; stretches: Stretch[] } = { untilMs: 0, stretches: [] };

  update(windows: readonly BlackoutWindow[], timeZone: string): void {
    this.windows = windows;
    this.timeZone = timeZone;
    this.ahead = { untilMs: 0, stretches: [] };
  }

  /** The window in force. */
  current(nowMs = Date.now()): Stretch | undefined {
    if (this.windows.length === 0) return undefined;
    if (nowMs >= this.ahead.untilMs) {
      // Twice as far as it is used: what is in force is seen to its end.
      const stretches = stretchesOf(this.windows, this.timeZone, nowMs, nowMs + 2 * LOOK_AHEAD_MS);
      this.ahead = { untilMs: nowMs + LOOK_AHEAD_MS, stretches };
    }
    return this.ahead.stretches.find((one) => one.fromMs <= nowMs && nowMs < one.toMs);
  }

  /** Waits until no window is in force. */
  async over(signal: AbortSignal, say: SayWait): Promise<void> {
    let said = '';
    for (let now = this.current(); now; now = this.current()) {
      const text = `waiting for the blackout window "${now.name}" to end at ${new Date(now.toMs).toISOString()}`;
      say(text, text !== said);
      said = text;
      await sleep(Math.min(POLL_MS, Math.max(1, now.toMs - Date.now())), undefined, { signal });
    }
  }
}
