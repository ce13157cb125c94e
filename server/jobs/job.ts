import type { LiveTopic } from '#core/live/schema.ts';
import type { Context } from '../context.ts';

/** Something the worker does again and again. It must not matter if it runs once more than needed. */
export type Job = {
  everySeconds: number;
  /** Runs soon after such a change too. */
  onTopics?: readonly LiveTopic[];
  run: (ctx: Context) => Promise<unknown>;
};
