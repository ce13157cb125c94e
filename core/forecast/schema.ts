import { z } from 'zod';
import { countSchema, decimalSchema, instantSchema, slugSchema } from '../schema-parts.ts';

const dateOrNull = z.iso.date().nullable();

/** When the gate can be passed, in words and dates. Null dates with `forecast`: not within a year. */
export const forecastSchema = z.strictObject({
  state: z.enum(['reached', 'forecast', 'not_enough_data']),
  /** Half, four fifths and nineteen of twenty of the simulated runs are through by then. */
  p50: dateOrNull,
  p80: dateOrNull,
  p95: dateOrNull,
  /** The first day on which nothing can be in the way, if nothing else breaks. */
  earliest: dateOrNull,
  /** "not enough data (4 of 7 days)"; null where there is enough. */
  missing: z.string().nullable(),
  /** What decides most of the runs: "The streak decides (84 % of the runs)." */
  decides: z.string().nullable(),
  /** The counts it rests on, in words. */
  basis: z.array(z.string()),
  assumptions: z.array(z.string()),
  /** Blocking criteria that are not met and not part of the date. */
  notPart: z.array(z.string()),
  seed: countSchema,
  runs: countSchema,
});
export type Forecast = z.infer<typeof forecastSchema>;

export const weekCostsSchema = z.strictObject({
  /** Decimal in the migration's currency, rounded up to cents; null: the plan has no cost lines. */
  week: decimalSchema.nullable(),
  /** How much of it is paid for workstreams that are late. */
  ofLateWork: decimalSchema,
  /** What is left of the contingency; null: none is planned. Below 0: it is used up. */
  contingencyLeft: decimalSchema.nullable(),
});
export type WeekCosts = z.infer<typeof weekCostsSchema>;

/** Answer of `forecast.get`. */
export const forecastViewSchema = z.strictObject({
  computedAt: instantSchema,
  gate: z.string().nullable(),
  forecast: forecastSchema,
  committedOn: dateOrNull,
  /** "7 to 14 days late", "on time"; null without a committed date or a forecast. */
  lateness: z.strictObject({ text: z.string(), late: z.boolean() }).nullable(),
  /** The parallel run must not outlive this day. */
  timeBoxEndsOn: dateOrNull,
  currency: z.string(),
  costs: weekCostsSchema,
});
export type ForecastView = z.infer<typeof forecastViewSchema>;

/** Answer of `forecast.dates`: what of a forecast belongs beside a verdict. */
export const forecastDatesSchema = z.strictObject({
  computedAt: instantSchema,
  ...forecastSchema.pick({ state: true, p50: true, p80: true, missing: true }).shape,
});
export type ForecastDates = z.infer<typeof forecastDatesSchema>;

export const stabilitySchema = z.strictObject({
  windowDays: countSchema,
  startedOn: z.iso.date(),
  /** First day of the window that held; null: none did yet. */
  stableFrom: dateOrNull,
  /** Whole days from the start of the parallel run to then; null: not yet. */
  days: countSchema.nullable(),
  cleanDays: countSchema,
});
export type Stability = z.infer<typeof stabilitySchema>;

export const pastForecastSchema = z.strictObject({
  day: z.iso.date(),
  p50: dateOrNull,
  p80: dateOrNull,
  p95: dateOrNull,
  /** The day on which it happened; null: not yet. */
  happenedOn: dateOrNull,
});
export type PastForecast = z.infer<typeof pastForecastSchema>;

const keptSchema = z.strictObject({ kept: countSchema, known: countSchema });
/** How many forecasts were kept, of those of which that is known. */
export const calibrationSchema = z.strictObject({ p50: keptSchema, p80: keptSchema, p95: keptSchema });
export type Calibration = z.infer<typeof calibrationSchema>;

/** Answer of `forecast.history`. */
export const forecastHistorySchema = z.strictObject({
  /** At most 400 days, oldest first. */
  past: z.array(pastForecastSchema),
  calibration: calibrationSchema,
  stability: stabilitySchema,
  /** Rows that differ / rows compared over all datasets, at the end of each of the last 30 days. */
  discrepancyRate: z.array(z.strictObject({ at: instantSchema, value: z.string().nullable() })),
});
export type ForecastHistory = z.infer<typeof forecastHistorySchema>;

export const getForecastSchema = z.strictObject({ slug: slugSchema });
