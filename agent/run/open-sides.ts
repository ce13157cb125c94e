import type { Sides } from '../check/check.ts';
import type { AgentFile } from '../config/schema.ts';
import type { OpenOptions } from '../connector/connector.ts';
import { openSource } from '../connector/registry.ts';

/** Opens both databases, hands them to `work`, and closes them whatever happens. */
export async function withSides<T>(
  file: AgentFile,
  options: OpenOptions,
  work: (sides: Sides) => Promise<T>,
): Promise<T> {
  const opened = await Promise.allSettled([openSource(file.legacy, options), openSource(file.target, options)]);
  const [legacy, target] = opened;
  try {
    if (legacy.status === 'rejected') throw legacy.reason;
    if (target.status === 'rejected') throw target.reason;
    return await work({ legacy: legacy.value, target: target.value });
  } finally {
    await Promise.all(opened.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
  }
}
