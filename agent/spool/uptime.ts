import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';

/** A moment by a clock that does not jump and runs on while the machine sleeps: milliseconds since its start, as this process sees it. */
export type Uptime = { process: string; ms: number };

/** A machine, or a container, may have been started anew before another process read what this one wrote. */
const process = randomUUID();

export const uptimeNow = (): Uptime => ({ process, ms: Math.round(uptime() * 1_000) });

/** How long ago that was; undefined where another process says so, for then nobody knows. */
export function elapsedMs(since: Uptime | undefined): number | undefined {
  return since?.process === process ? Math.max(0, uptimeNow().ms - since.ms) : undefined;
}
