import { z } from 'zod';
import { checkKindSchema } from '../check/schema.ts';
import { histogramSchema } from '../metrics/schema.ts';
import { pairingSchema } from '../run/pairing.ts';
import { rowCountsSchema, runVerdictSchema } from '../run/schema.ts';
import { countSchema, decimalSchema, instantSchema } from '../schema-parts.ts';

/** Requests of one clock hour, both sides, or of a longer time that ended in it. From minutes of telemetry, or from performance runs. */
export const loadSchema = z.strictObject({
  /** Start of the hour, UTC. */
  hour: instantSchema,
  legacyRequests: countSchema,
  legacyErrors: countSchema,
  legacyFailedTransactions: countSchema,
  legacyLatency: histogramSchema,
  targetRequests: countSchema,
  targetErrors: countSchema,
  targetFailedTransactions: countSchema,
  targetLatency: histogramSchema,
  /** When the newest part of it was measured, never later than it was received. */
  asOf: instantSchema,
  /** A run that took longer than an hour: how long. Absent: it is of the hour. */
  spanMs: countSchema.optional(),
  /** A sample, or chunks were skipped, so it holds no more than what it holds: it can fail a criterion, and meet none. */
  partial: z.literal(true).optional(),
});
export type Load = z.infer<typeof loadSchema>;

const sumSchema = z.union([countSchema, z.string().regex(/^\d{1,60}$/)]);

/** What a run says, without what others said before it. */
const ownFiguresSchema = z.strictObject({
  runId: z.string(),
  kind: checkKindSchema,
  /** Recomputed from the values, never the tool's own word. */
  verdict: runVerdictSchema,
  /** "12,310 rows, all match" */
  text: z.string(),
  /** Why its own word on when it was read is not believed; absent where it is. It is placed by its receipt then, and proves nothing. */
  clockDoubt: z.string().optional(),
  /** Until when other runs of its key are doubted as well; absent: none of them is. */
  doubtedUntil: instantSchema.optional(),
  /** Earlier of both watermarks, clamped to the time of receipt. */
  asOf: instantSchema,
  receivedAt: instantSchema,
  /** From then on this run no longer speaks for the present. */
  dueAt: instantSchema,
  /** Day of `asOf` in the migration's zone. */
  day: z.iso.date(),
  window: z.strictObject({ from: instantSchema, to: instantSchema }).nullable(),
  method: z.enum(['full', 'sample']),
  population: countSchema.nullable(),
  compared: countSchema,
  skippedChunks: countSchema,
  seed: z.string().nullable(),
  /**
   * record_count only. `at`: when each side was read. `lagMs`: rows written so long before may be left out, since they may still be on their
   * way. Both absent in figures from before they were kept.
   */
  recordCount: z
    .strictObject({
      legacy: countSchema,
      target: countSchema,
      at: z.strictObject({ legacy: instantSchema, target: instantSchema }).optional(),
      lagMs: countSchema.optional(),
    })
    .nullable(),
  /** field_level and noise_floor only. */
  rows: rowCountsSchema.nullable(),
  /** field_level and noise_floor only: the non-key columns together. */
  fields: z
    .strictObject({
      columns: countSchema,
      /** Comparisons made in all columns, and those that matched; text above 2^53. */
      compared: sumSchema,
      matching: sumSchema,
      /** Field with the lowest rate, where one is below 1. */
      worst: z.string().nullable(),
      /** Columns in which pairs differ, and in how many; absent in figures from before it was kept. */
      differing: z.array(z.strictObject({ name: z.string(), rows: countSchema })).optional(),
      /** Columns that are known and that the run did not compare in every pair, and those that it says only one side has. */
      neverCompared: z.array(z.string()),
    })
    .nullable(),
  /** field_level and noise_floor only. Absent in figures from before it was kept. */
  pairing: pairingSchema.nullish(),
  /** performance only. Null as well in figures of runs of more than an hour from before these were kept. */
  load: loadSchema.nullable(),
  // Figures from before these were kept do not have them: absent is as good as null, and proves nothing.
  /** In what it speaks for less than it is taken for: columns, rows that the plan asks for. Empty: in nothing. */
  shortfalls: z.array(z.string()).nullish(),
  /** Whether it saw as many rows as others counted, where it says that it saw a whole dataset. */
  size: z
    .strictObject({
      /** Rows that were counted and that it did not see; rows that it says it saw and nobody counted. */
      below: countSchema,
      above: countSchema,
      /** The most legacy rows that a run of its check saw up to now; of structure, totals and events how many the next one has to look at (`tieUnits`). */
      atLeast: countSchema,
      /** schema, aggregate and event_order only: all that was looked at to find `atLeast`. */
      within: z.strictObject({ from: instantSchema, to: instantSchema }).nullish(),
      /** As `within`: runs since that saw fewer, when the first was received and the most that any saw. */
      fewer: z.strictObject({ since: instantSchema, most: countSchema }).nullish(),
      /** aggregate only: as the three above, of the rows over which the next one has to compute its totals. */
      rows: z
        .strictObject({
          atLeast: countSchema,
          within: z.strictObject({ from: instantSchema, to: instantSchema }).nullable(),
          fewer: z.strictObject({ since: instantSchema, most: countSchema }).nullable(),
        })
        .nullish(),
      /** Why it does not tie; null where it does. */
      untied: z.string().nullable(),
      /** record_count only: one of more rows whose sides differed, which a smaller one does not answer yet. */
      failed: z.strictObject({ legacy: countSchema, target: countSchema, asOf: instantSchema }).nullish(),
    })
    .nullish(),
  /** What was known from the run alone, before other evidence said more about it. */
  alone: z
    .strictObject({
      verdict: runVerdictSchema,
      text: z.string(),
      shortfalls: z.array(z.string()),
      neverCompared: z.array(z.string()),
    })
    .nullish(),
  /** field_level only, where the run says how much money it compared: sums of absolute amounts on the legacy side. */
  money: z.strictObject({ compared: decimalSchema, differing: decimalSchema }).nullish(),
  /** checksum only. */
  segments: z
    .strictObject({
      compared: countSchema,
      differing: countSchema,
      /** Columns that the run says only one side has. */
      neverCompared: z.array(z.string()).optional(),
    })
    .nullish(),
  /** schema only. */
  drift: z.strictObject({ columns: countSchema, items: countSchema }).nullish(),
  /** aggregate only: totals that the next run of the check has to hold, and whether 0 on both sides says something: the dataset may be empty, and the run looked at nothing. */
  totals: z
    .strictObject({ asked: z.array(z.strictObject({ name: z.string(), unit: z.string() })), mayBeEmpty: z.boolean() })
    .nullish(),
  /** event_order only. */
  order: z.strictObject({ events: countSchema, violations: countSchema }).nullish(),
  /** replication_lag only. */
  lag: z.strictObject({ p50Ms: countSchema, p95Ms: countSchema, maxMs: countSchema, samples: countSchema }).nullish(),
});

/** A full scan that found something wrong, before one that saw fewer rows. */
const largerFailureSchema = z.strictObject({
  /** So many rows answer it, but for a thousandth. */
  legacy: countSchema,
  /** A smaller size counts as shown only from then on. */
  since: instantSchema,
  run: ownFiguresSchema,
  /** shown: counts have shown for long enough that there are so few, so it is answered. fewer: not yet. uncounted: not yet, nor does any count since show that there are fewer. part: this run looked at a part only. */
  answer: z.enum(['shown', 'fewer', 'uncounted', 'part']),
});
export type LargerFailure = z.infer<typeof largerFailureSchema>;

/**
 * What a completed run leaves behind for the verdict: stored in `run.figures`, in `check_latest.figures` when it is the newest
 * of its check, and merged into `check_day.figures` of its day. Made by `rollupOfRun`.
 */
export const runFiguresSchema = ownFiguresSchema.extend({
  /** field_level and checksum only: scans of more rows that failed before it. Absent: there are none. */
  larger: z.array(largerFailureSchema).optional(),
  /** It failed, and answers scans of more rows that failed, but for a thousandth: what answers it sees as many as those. */
  heldTo: countSchema.optional(),
});
export type RunFigures = z.infer<typeof runFiguresSchema>;

/** Rows of one sample run, as trials: `rows` looked at, `failing` with any confirmed difference. */
export const drawSchema = z.strictObject({
  runId: z.string(),
  seed: z.string().nullable(),
  population: countSchema.nullable(),
  /** All looked at, each side's unpaired rows included. */
  rows: countSchema,
  rowsFailing: countSchema,
  /** Paired rows only: the trials of the field match rate. */
  paired: countSchema,
  pairedFailing: countSchema,
  /** Not yet decided, in none of the above. */
  suspected: countSchema,
  /** Drawn from all rows that were counted, and nothing of them left out: only then does a row that passes prove anything. Absent: not known. */
  whole: z.boolean().optional(),
});
export type Draw = z.infer<typeof drawSchema>;

/** How long the lag was in one run, or in one hour of telemetry. */
export const lagLookSchema = z.strictObject({
  /** Null: telemetry. */
  runId: z.string().nullable(),
  asOf: instantSchema,
  p95Ms: countSchema,
  /** Samples of a run, minutes of an hour. */
  size: countSchema,
  /** part: chunks were skipped. window: it says that it looked at a window. */
  reach: z.enum(['whole', 'window', 'part']),
});
export type LagLook = z.infer<typeof lagLookSchema>;

/** The lag of one hour of telemetry: `metric_hour.figures` of a check of kind `replication_lag`. */
export type LagHour = {
  /** Start of the hour, UTC. */
  hour: string;
  /** In how many of its minutes the lag was measured. */
  minutes: number;
  /** Of the worst of them. */
  p95Ms: number;
  /** When the newest of them was measured, never later than it was received. */
  asOf: string;
};

/** Everything one check proved on one day, all its runs merged: `check_day.figures`. */
export const dayFiguresSchema = z.strictObject({
  /** Evidence of this day that left nothing out (`leftOut`) holds until then; null: there was none. Days from before it was kept have none. */
  wholeUntil: instantSchema.nullish(),
  /** Newest watermark of such evidence. */
  wholeAsOf: instantSchema.nullish(),
  /** As `wholeUntil`, of whatever was looked at; runs that compared nothing are no evidence. */
  heardUntil: instantSchema.nullable(),
  /** Newest receipt of evidence that came after the day was judged. */
  lateAt: instantSchema.nullable(),
  /** The run with the newest watermark; one whose clock is doubted only where there is no other. */
  newest: runFiguresSchema,
  /** The newest run that stands until another answers it, where that is not the newest of all: `stands`. */
  standing: runFiguresSchema.nullish(),
  /** Sample runs of the day, one each. */
  draws: z.array(drawSchema),
  /** Performance runs of the day, one each. */
  loads: z.array(z.strictObject({ runId: z.string(), load: loadSchema })),
  /** replication_lag only: looks that no later one of the day answers. Absent in figures from before they were kept. */
  lags: z.array(lagLookSchema).optional(),
});
export type DayFigures = z.infer<typeof dayFiguresSchema>;
