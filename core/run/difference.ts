import { z } from 'zod';
import { differenceClasses } from '../check/difference-class.ts';
import { countSchema, decimalSchema, instantSchema } from '../schema-parts.ts';
import { comparedValueSchema } from './value.ts';

export const differenceClassSchema = z.enum(differenceClasses);

/**
 * One difference. `modified`: one per differing field, with `field` and both values. The other classes: one per row, without
 * `field`. `row` is present only on those and shows the row that exists.
 */
export const differenceSchema = z.strictObject({
  class: differenceClassSchema,
  state: z.enum(['suspected', 'confirmed']),
  /** Key columns and their values, in the dataset's order; the whole row where there is no key. */
  key: z.record(z.string().max(200), comparedValueSchema),
  field: z.string().max(200).optional(),
  legacy: comparedValueSchema.optional(),
  target: comparedValueSchema.optional(),
  /** target − legacy of the money column, in the dataset's currency. */
  money: decimalSchema.optional(),
  observedAt: instantSchema,
});
export type Difference = z.infer<typeof differenceSchema>;

/** Pattern of one pair of values; `none` is the only one so far. Its parameters belong to the fingerprint. */
export const patternSchema = z.strictObject({
  id: z.string().min(1).max(60),
  params: z.record(z.string().max(60), z.string().max(200)).default({}),
  version: countSchema,
});
export type Pattern = z.infer<typeof patternSchema>;

/** Exact counts of one group, made by the agent from all its confirmed differences before masking. */
export const groupSchema = z.strictObject({
  class: differenceClassSchema,
  field: z.string().max(200).nullable(),
  pattern: patternSchema,
  rowCount: countSchema,
  moneyNet: decimalSchema.optional(),
  /** Sum of the absolute amounts of its rows. */
  moneyGross: decimalSchema.optional(),
  /** Rows of it that are worth 0. Without it a gross of 0 is refused. */
  rowsWorthNothing: countSchema.optional(),
  currency: z.string().length(3).optional(),
});
export type Group = z.infer<typeof groupSchema>;
