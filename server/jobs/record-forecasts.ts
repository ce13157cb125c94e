import { z } from 'zod';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { dayOf } from '#core/time/day.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { computeForecast } from '../forecast/compute-forecast.ts';
import { listMigrationIds } from '../migration/list-migration-ids.ts';

/** Keeps the first forecast of each day, in the migration's zone, to be shown against what happened. It is never written again. */
export const recordForecast = command(
  {
    can: 'system',
    input: inMigrationSchema,
    output: z.strictObject({ recorded: z.boolean() }),
    audit: { none: 'A note of what the evidence said; nothing is decided from it.' },
  },
  async (tx, ctx, { migrationId }) => {
    const now = ctx.now();
    const { timeZone, planVersion } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { timeZone: true, planVersion: true },
    });
    const day = new Date(`${dayOf(now.getTime(), timeZone)}T00:00:00Z`);
    const known = await tx.forecastRecord.count({ where: { migrationId, day } });
    if (known > 0) return { result: { recorded: false } };
    const { forecast, gate } = await computeForecast(tx, migrationId, now);
    // What is reached needs no forecast.
    if (forecast.state === 'reached') return { result: { recorded: false } };
    const dateOf = (date: string | null) => (date === null ? null : new Date(`${date}T00:00:00Z`));
    const { p50, p80, p95, ...basis } = forecast;
    const dates = { p50: dateOf(p50), p80: dateOf(p80), p95: dateOf(p95) };
    const row = { migrationId, day, at: now, planVersion, ...dates, basis: { gate, ...basis } };
    const { count } = await tx.forecastRecord.createMany({ data: [row], skipDuplicates: true });
    return { result: { recorded: count > 0 } };
  },
);

export async function recordForecasts(ctx: Context): Promise<void> {
  for (const migrationId of await listMigrationIds(ctx, {})) await recordForecast(ctx, { migrationId });
}
