import { forecastDatesSchema } from '#core/forecast/schema.ts';
import { bySlugSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { computeForecast } from './compute-forecast.ts';

/** When the current gate can be passed, without what that costs: for everybody who sees the verdict. */
export const getForecastDates = query(
  { can: 'verdict.read', input: bySlugSchema, output: forecastDatesSchema },
  async (tx, ctx) => {
    const now = ctx.now();
    const { state, p50, p80, missing } = (await computeForecast(tx, ctx.migrationId, now)).forecast;
    return { computedAt: now.toISOString(), state, p50, p80, missing };
  },
);
