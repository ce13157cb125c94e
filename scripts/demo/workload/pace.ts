import type { Random } from '../business/random.ts';

const CALM_MS = 20 * 60_000;
const SPIKE_EVERY_MS = 4 * 60_000;
const SPIKE_MS = 20_000;

/**
 * Share of the full rate at which new rows come: 1 at first, halved after another 20 minutes, and so on as 1/t. The sum grows
 * with the logarithm of time only, so a demo that is left running over a weekend has a few thousand rows more, not millions;
 * reads and changes go on at full rate.
 */
export function growthShare(runningMs: number): number {
  return Math.min(1, CALM_MS / Math.max(runningMs, 1));
}

/** How long a change takes to reach the target: about a second, and some seconds while the queue is congested. */
export function replicationDelayMs(random: Random, now: number): number {
  const isCongested = now % SPIKE_EVERY_MS < SPIKE_MS;
  return isCongested ? random.int(2_000, 4_500) : random.int(150, 1_500);
}
