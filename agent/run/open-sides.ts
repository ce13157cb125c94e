import type { Sides } from '../check/check.ts';
import type { AgentFile } from '../config/schema.ts';
import type { OpenOptions, Source } from '../connector/connector.ts';
import { guardedSource } from '../connector/guarded-source.ts';
import type { Limits } from '../connector/limits-schema.ts';
import { type Connection, openSource } from '../connector/registry.ts';
import { type Side, SideError } from '../connector/side-error.ts';
import { LATE_MS } from '../connector/within.ts';
import type { BlackoutWatch } from '../limits/blackout-watch.ts';
import { limitedSource } from '../limits/limited-source.ts';
import { type SayWait, Throttle } from '../limits/throttle.ts';
import { UserError } from '../user-error.ts';

/** Both databases within their limits, which are those of the whole agent; `say` hears when they are left alone for a while. */
export type SidesFor = (say: SayWait) => Sides;

/** Opens both databases, hands them to `work`, and closes them whatever happens: nothing of them is left when this returns. */
export async function withSides<T>(
  file: Pick<AgentFile, 'legacy' | 'target'>,
  options: OpenOptions,
  blackout: BlackoutWatch,
  work: (sidesFor: SidesFor) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  const [legacy, target] = await Promise.allSettled([
    open('legacy', file.legacy, options),
    open('target', file.target, options),
  ]);
  try {
    if (legacy.status === 'rejected' || target.status === 'rejected') {
      options.signal.throwIfAborted();
      throw new UserError(
        [legacy, target].flatMap((one) => (one.status === 'rejected' ? wordsOf(one.reason) : [])).join('\n'),
      );
    }
    const throttleOf = async (side: Side, source: Source, limits: Limits) => {
      if (limits.pauseWhen) await tryLoad(side, source);
      return new Throttle({ side, source, limits, blackout: () => blackout.current()?.name ?? null, signal });
    };
    const throttles = {
      legacy: await throttleOf('legacy', legacy.value, file.legacy.limits),
      target: await throttleOf('target', target.value, file.target.limits),
    };
    return await work((say) => ({
      legacy: limitedSource(legacy.value, throttles.legacy, say),
      target: limitedSource(target.value, throttles.target, say),
    }));
  } catch (error) {
    throw error instanceof SideError ? new UserError(wordsOf(error)) : error;
  } finally {
    // Whoever still waits for a busy source, or for a row that is not paid for yet, waits for nothing.
    ended.abort(new Error('The agent has finished.'));
    await Promise.all([legacy, target].map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
  }
}

async function open(side: Side, connection: Connection, options: OpenOptions): Promise<Source> {
  try {
    const patienceMs = 'statementTimeoutMs' in connection ? connection.statementTimeoutMs + LATE_MS : undefined;
    return guardedSource(await openSource(connection, options), side, patienceMs);
  } catch (error) {
    throw new SideError(side, error);
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof SideError) return `${error.side} side: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** What could never be found out while checks run is said before the first one. */
async function tryLoad(side: string, source: Source): Promise<void> {
  if (!source.load)
    throw new UserError(`${side}.limits.pauseWhen: ${source.engine} has no load to ask for. Leave it out.`);
  await source.load();
}
