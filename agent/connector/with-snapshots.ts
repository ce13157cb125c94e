import type { Snapshot, Source } from './connector.ts';

export type BothSnapshots = { legacy: Snapshot; target: Snapshot };

/**
 * Reads both sides as of (nearly) one moment, and lets both go whatever happens. The two are asked for in the same breath and
 * granted first come, first served, so that checks waiting for a connection cannot wait for each other.
 */
export async function withSnapshots<T>(
  sides: { legacy: Source; target: Source },
  purpose: 'scan' | 'reread',
  work: (snapshots: BothSnapshots) => Promise<T>,
): Promise<T> {
  const opened = await Promise.allSettled([sides.legacy.snapshot(purpose), sides.target.snapshot(purpose)]);
  const [legacy, target] = opened;
  try {
    if (legacy.status === 'rejected') throw legacy.reason;
    if (target.status === 'rejected') throw target.reason;
    return await work({ legacy: legacy.value, target: target.value });
  } finally {
    await Promise.all(opened.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
  }
}
