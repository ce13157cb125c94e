import { registry } from '#core/criteria/registry.ts';
import { trendOf } from '#core/criteria/trend.ts';
import { calibrationOf } from '#core/forecast/calibration.ts';
import { forecastHistorySchema, getForecastSchema } from '#core/forecast/schema.ts';
import { stabilityOf } from '#core/forecast/stability.ts';
import { dayOf } from '#core/time/day.ts';
import { DAY_MS } from '#core/time/units.ts';
import { loadEvidence } from '../evidence/load-evidence.ts';
import { query } from '../query.ts';
import { listPastForecasts } from './list-past-forecasts.ts';

const streakMetrics = registry.metrics.flatMap(({ id, counts }) => (counts === 'clean_days' ? [id] : []));
const DEFAULT_WINDOW_DAYS = 30;
/** Of the parallel run: longer ago than this, nobody asks when it became stable. */
const MOST_DAYS = 400;

/** What was forecast against what happened, time to stability, and the discrepancy rate over time. */
export const getForecastHistory = query(
  { can: 'migration.read', input: getForecastSchema, output: forecastHistorySchema },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const now = ctx.now();
    const { createdAt } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { createdAt: true },
    });
    const ledgerDays = Math.min(MOST_DAYS, Math.ceil((now.getTime() - createdAt.getTime()) / DAY_MS) + 2);
    const evidence = await loadEvidence(tx, migrationId, now, ledgerDays);
    const past = await listPastForecasts(tx, migrationId, evidence.timeZone);
    const streaks = await tx.criterion.findMany({
      where: { migrationId, metric: { in: streakMetrics } },
      select: { threshold: true },
    });
    const windows = streaks.map(({ threshold }) => Math.ceil(Number(threshold ?? 0)));
    return {
      past,
      calibration: calibrationOf(past, dayOf(now.getTime(), evidence.timeZone)),
      stability: stabilityOf(evidence, Math.max(...windows, 0) || DEFAULT_WINDOW_DAYS, now),
      discrepancyRate: trendOf(
        {
          metric: 'discrepancy_rate',
          comparator: 'lte',
          threshold: '0',
          scope: { kind: 'all' },
          blocking: false,
          ownerTeam: null,
        },
        evidence,
        now,
      ),
    };
  },
);
