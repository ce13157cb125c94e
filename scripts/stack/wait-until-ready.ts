import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until the address answers 200; false when the time is over. Throws when `signal` says so. */
export async function waitUntilReady(url: string, withinMs: number, signal?: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return true;
    await sleep(200);
  }
  return false;
}
