import type { Sides } from '../check/check.ts';
import type { AgentFile } from '../config/schema.ts';
import type { OpenOptions, Source } from '../connector/connector.ts';
import { openSource } from '../connector/registry.ts';
import type { BlackoutWatch } from '../limits/blackout-watch.ts';
import { limitedSource } from '../limits/limited-source.ts';
import type { Limits } from '../limits/schema.ts';
import { type SayWait, Throttle } from '../limits/throttle.ts';
import { UserError } from '../user-error.ts';

/** Both databases within their limits, which are those of the whole agent; `say` hears when they are left alone for a while. */
export type SidesFor = (say: SayWait) => Sides;

/** Opens both databases, hands them to `work`, and closes them whatever happens. */
export async function withSides<T>(
  file: Pick<AgentFile, 'legacy' | 'target'>,
  options: OpenOptions,
  blackout: BlackoutWatch,
  work: (sidesFor: SidesFor) => Promise<T>,
): Promise<T> {
  const opened = await Promise.allSettled([openSource(file.legacy, options), openSource(file.target, options)]);
  const [legacy, target] = opened;
  try {
    if (legacy.status === 'rejected') throw legacy.reason;
    if (target.status === 'rejected') throw target.reason;
    const throttleOf = async (side: 'legacy' | 'target', source: Source, limits: Limits) => {
      if (limits.pauseWhen) await tryLoad(side, source);
      return new Throttle({
        side,
        source,
        limits,
        blackout: () => blackout.current()?.name ?? null,
        signal: options.signal,
      });
    };
    const throttles = {
      legacy: await throttleOf('legacy', legacy.value, file.legacy.limits),
      target: await throttleOf('target', target.value, file.target.limits),
    };
    return await work((say) => ({
      legacy: limitedSource(legacy.value, throttles.legacy, say),
      target: limitedSource(target.value, throttles.target, say),
    }));
  } finally {
    await Promise.all(opened.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
  }
}

/** What could never be found out while checks run is said before the first one. */
async function tryLoad(side: string, source: Source): Promise<void> {
  if (!source.load)
    throw new UserError(`${side}.limits.pauseWhen: ${source.engine} has no load to ask for. Leave it out.`);
  await source.load();
}
