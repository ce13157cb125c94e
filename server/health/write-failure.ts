/**
 * That this process could not write, although its database answers: the disk is full, or the server only lets read. Told by
 * /readyz until a write succeeds again, or for a while, so that somebody tries.
 */
export type WriteFailure = { reason: string; at: number };

const REPORTED_FOR_MS = 15_000;

/** On `globalThis`, because Next loads this module once for each of its bundles. */
const globals: typeof globalThis & { parallaxWriteFailure?: WriteFailure | null } = globalThis;

export function noteWriteFailure(reason: string, nowMs = performance.now()): void {
  globals.parallaxWriteFailure = { reason, at: nowMs };
}

export function noteWrite(): void {
  globals.parallaxWriteFailure = null;
}

/** Why writing does not work; null where it does, or where it is time to try again. */
export function currentWriteFailure(nowMs = performance.now()): string | null {
  const failure = globals.parallaxWriteFailure;
  return failure && nowMs - failure.at < REPORTED_FOR_MS ? failure.reason : null;
}

/** The same, however long ago it was, unless a write has succeeded since. */
export function lastWriteFailure(): string | null {
  return globals.parallaxWriteFailure?.reason ?? null;
}
