import { weekCosts } from '#core/cost/week-costs.ts';
import { latenessOf } from '#core/forecast/lateness.ts';
import { forecastViewSchema, getForecastSchema } from '#core/forecast/schema.ts';
import { planSettingsSchema } from '#core/plan/settings.ts';
import { query } from '../query.ts';
import { computeForecast } from './compute-forecast.ts';

/** When the current gate can be passed, against what was promised, and what waiting costs. */
export const getForecast = query(
  { can: 'migration.read', input: getForecastSchema, output: forecastViewSchema },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const now = ctx.now();
    const { settings, currency } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { settings: true, currency: true },
    });
    const { committedOn, timeBox } = planSettingsSchema.parse(settings);
    const { gate, today, forecast, costs, workstreams, marks } = await computeForecast(tx, migrationId, now);
    return {
      computedAt: now.toISOString(),
      gate,
      forecast,
      committedOn,
      lateness: latenessOf(committedOn, forecast),
      timeBoxEndsOn: timeBox?.endsOn ?? null,
      currency,
      costs: weekCosts({ costs, workstreams, marks, committedOn, today }),
    };
  },
);
