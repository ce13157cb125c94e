import type { Stack } from './start-stack.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** At a terminal one Ctrl-C arrives several times: from the terminal and from npm. */
const SAME_KEY_MS = 700;

/**
 * Aborted when this process is asked to stop: by a signal, or because the one that started it is gone. Asked again, it
 * ends at once; database and services notice that by themselves and end too.
 */
export function listenForStop(): AbortSignal {
  const request = new AbortController();
  let first: number | null = null;
  const ask = () => {
    const now = performance.now();
    if (first === null) {
      first = now;
      request.abort();
    } else if (now - first > SAME_KEY_MS) {
      console.error('Stopped hard.');
      process.exit(1);
    }
  };
  for (const signal of SIGNALS) process.on(signal, ask);
  if (process.connected) process.once('disconnect', ask);
  return request.signal;
}

/** Keeps a stack up until somebody wants it down or it cannot go on; stops it and says how it went as an exit code. */
export async function runUntilStopped(stack: Stack, stop: AbortSignal): Promise<number> {
  const reason = await Promise.race([stack.failed, aborted(stop)]);
  if (reason) console.error(`\n${reason}`);
  console.log('\nStopping …');
  await stack.stop();
  console.log('Stopped.');
  return reason ? 1 : 0;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
