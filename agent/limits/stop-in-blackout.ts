import type { Snapshot } from '../connector/connector.ts';
import { InBlackout } from './in-blackout.ts';
import type { Throttle } from './throttle.ts';

const LOOK_MS = 250;

/** Lets `work` read; when a blackout window begins, what is being read is cancelled, and `InBlackout` is what comes of it. */
export async function stopInBlackout<T>(snapshot: Snapshot, throttle: Throttle, work: () => Promise<T>): Promise<T> {
  let cancelledFor: string | null = null;
  const timer = setInterval(() => {
    if (cancelledFor !== null || throttle.window === null || !snapshot.cancel) return;
    cancelledFor = throttle.window;
    void snapshot.cancel();
  }, LOOK_MS);
  try {
    return await work();
  } catch (error) {
    if (cancelledFor !== null) throw new InBlackout(cancelledFor);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
