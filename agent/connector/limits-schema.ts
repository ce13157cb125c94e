import { z } from 'zod';
import { durationSchema, parseDuration } from '../duration.ts';

const positive = durationSchema.refine((ms) => ms > 0, 'must be longer than nothing');
const OFF = 'off';
/** Aimed at by default, as in pt-table-checksum. */
const CHUNK_TIME_MS = 500;
/** Unless chunks are asked for, a table up to here is one statement: it is over in seconds, and may use several cores. */
const WHOLE_UP_TO_ROWS = 20_000_000;

const chunkTimeSchema = z.string().transform((text, ctx) => {
  const ms = text === OFF ? OFF : parseDuration(text);
  if (ms) return ms;
  ctx.addIssue('must be a duration such as 500ms or 2s, or off');
  return z.NEVER;
});

/** While the source is busier than this, nothing new is asked of it. */
const pauseWhenSchema = z
  .strictObject({
    /** How far a replica of the source, or the source itself where it is one, may be behind. */
    replicaLag: positive.optional(),
    /** How many statements of others may be running. */
    runningQueries: z.int().min(1).max(100_000).optional(),
  })
  .transform(({ replicaLag, runningQueries }) => ({
    replicaLagMs: replicaLag ?? null,
    runningQueries: runningQueries ?? null,
  }));

/** What reading may cost the source; an engine says how many connections are a good start, and how many are too many. */
export function limitsSchemaOf(connections: { usual: number; most: number }) {
  return z
    .strictObject({
      /** Connections of the agent to this side, whatever they are for. */
      maxConnections: z.int().min(2).max(connections.most).default(connections.usual),
      /** How long one statement of a full pass may take; `off` reads every table in one. Not given: only huge tables are cut. */
      chunkTime: chunkTimeSchema.optional(),
      /** Rows read from this side, over all checks in progress. */
      rowsPerSecond: z.int().min(1).max(1_000_000_000).optional(),
      pauseWhen: pauseWhenSchema.optional(),
      /** How often the source is asked whether it is busy. */
      checkInterval: positive.prefault('1s'),
      /** A check that has waited this long for a busy source fails, and lets go of its snapshot. */
      pauseLimit: positive.prefault('10m'),
    })
    .refine((limits) => !limits.pauseWhen || limits.maxConnections >= 3, {
      path: ['maxConnections'],
      error: 'must be at least 3 with pauseWhen: one is kept for asking whether the source is busy',
    })
    .transform((limits) => ({
      maxConnections: limits.maxConnections,
      chunkTimeMs: limits.chunkTime === OFF ? null : (limits.chunkTime ?? CHUNK_TIME_MS),
      wholeUpToRows: limits.chunkTime === undefined ? WHOLE_UP_TO_ROWS : 0,
      rowsPerSecond: limits.rowsPerSecond ?? null,
      pauseWhen: limits.pauseWhen ?? null,
      checkIntervalMs: limits.checkInterval,
      pauseLimitMs: limits.pauseLimit,
    }))
    .prefault({});
}
export type Limits = z.output<ReturnType<typeof limitsSchemaOf>>;
export type PauseWhen = NonNullable<Limits['pauseWhen']>;
