import { z } from 'zod';
import { kindOf } from '../../core/check/kinds.ts';
import { longestGapMs } from '../../core/check/schedule.ts';
import { calendarTimeSchema, checkKindSchema } from '../../core/check/schema.ts';
import { checkDefinitionSchema, datasetDefinitionSchema } from '../../core/dataset/schema.ts';
import { supportedKinds } from '../check/registry.ts';
import { connectionSchema } from '../connector/registry.ts';
import { durationSchema } from '../duration.ts';
import { bytesSchema } from './bytes.ts';

/** One large result has to fit. */
const MIN_SPOOL_BYTES = 16 * 1_024 * 1_024;

/** `1h`, `daily 02:30`. */
const timesSchema = z.union(
  [durationSchema.transform((everyMs) => ({ everyMs })), calendarTimeSchema.transform((at) => ({ at }))],
  {
    error: 'must be how often (1h, 1d) or when ("daily 02:30", "weekly sunday 02:30")',
  },
);
type Times = z.output<typeof timesSchema>;

/** `record_count: 1h`: how often or when, late by at most half of it. */
const checkMapSchema = z
  .partialRecord(checkKindSchema, timesSchema)
  .transform((map) =>
    Object.entries(map).map(([kind, times]) => checkDefinitionSchema.parse({ kind, schedule: scheduleOf(times) })),
  );
const checksSchema = z.union([checkMapSchema, z.array(checkDefinitionSchema)], {
  error: 'must map kinds of check to how often (record_count: 1h), or list checks with kind and schedule',
});

function scheduleOf(times: Times) {
  return { ...times, graceMs: Math.max(60_000, Math.round(longestGapMs({ ...times, graceMs: 0 }) / 2)) };
}

/** What a plan starts with: hourly counts, daily fields and schema, weekly checksums. */
const defaultChecks = supportedKinds.flatMap((kind) => {
  const { everyMs } = kindOf(kind);
  return everyMs === null ? [] : [checkDefinitionSchema.parse({ kind, schedule: scheduleOf({ everyMs }) })];
});

/** A dataset as `declare` sends it, with what a person need not write: the name alone may stand for both tables. */
const datasetSchema = z
  .preprocess(
    (value) => (typeof value === 'string' ? { name: value } : value),
    z.strictObject({
      ...datasetDefinitionSchema.shape,
      legacyRef: datasetDefinitionSchema.shape.legacyRef.optional(),
      targetRef: datasetDefinitionSchema.shape.targetRef.optional(),
      checks: checksSchema.optional(),
    }),
  )
  .transform((dataset) => ({
    ...dataset,
    legacyRef: dataset.legacyRef ?? dataset.name,
    targetRef: dataset.targetRef ?? dataset.name,
  }));

export const agentFileSchema = z
  .strictObject({
    parallax: z
      .strictObject({
        url: z
          .url({
            protocol: /^https?$/,
            error: 'must be the address of Parallax, such as https://parallax.example',
          })
          .refine((url) => !url.includes('@'), 'must hold no user and password; the key says who asks'),
        key: z.string().min(1, 'must be an API key (plx_…); create one on the page "Agents and keys"'),
      })
      .optional(),
    agent: z
      .strictObject({
        name: z.string().min(1).max(100).default('parallax-agent'),
        /** Where results wait for Parallax, relative to this file; next to it where nothing is said. */
        stateFolder: z.string().min(1).optional(),
      })
      .prefault({}),
    /** How much may wait on disk while Parallax cannot be reached, and for how long; null: as long as it takes. */
    spool: z
      .strictObject({
        maxBytes: bytesSchema
          .refine((bytes) => bytes >= MIN_SPOOL_BYTES, 'must be at least 16MiB: one large result has to fit')
          .prefault('256MiB'),
        maxAge: durationSchema.nullable().default(null),
      })
      .prefault({}),
    legacy: connectionSchema,
    target: connectionSchema,
    /** Secret behind the masks of sensitive columns. It never leaves the agent. */
    maskingKey: z.string().min(16, 'must have at least 16 characters').optional(),
    /** Checks in progress at the same time. Many of them only wait for the lag; connections are limited by each side. */
    concurrency: z.int().min(1).max(64).default(6),
    /** Money differences of a local comparison; a migration brings its own. */
    currency: z.string().length(3).default('EUR'),
    /** Checks of datasets that do not list their own. */
    checks: checksSchema.default(defaultChecks),
    datasets: z.array(datasetSchema).default([]),
  })
  .transform((file) => ({
    ...file,
    datasets: file.datasets.map((dataset) => ({ ...dataset, checks: dataset.checks ?? file.checks })),
  }));
export type AgentFile = z.output<typeof agentFileSchema>;
