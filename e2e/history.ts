import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/time/units.ts';
import { systemContext } from '#server/context.ts';
import { recordForecast } from '#server/jobs/record-forecasts.ts';
import { as } from '#server/testing/call.ts';
import { at, makeDatasets, makeKey, makeMigration } from '#server/testing/factory.ts';
import { countRun, fieldRun, performanceRun } from '#server/testing/runs.ts';
import type { Site } from './site.ts';

const ROWS = 10_000;
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/**
 * A migration that has run for `days` days, a result of each check a day, the last an hour ago; a critical discrepancy opened on day 4 and
 * was fixed on day 6. Made by the server's own verbs with a clock that moves, in the database of the journeys.
 */
export async function makeHistory(site: Site, days: number): Promise<{ slug: string; id: string }> {
  // A minute before its first result: an hour before could be another day.
  const start = Date.now() - days * DAY_MS - HOUR_MS - MINUTE_MS;
  const migration = await makeMigration({ now: at(new Date(start)), name: 'PayCore → Ledgerline' });
  const key = await makeKey(migration, { now: at(new Date(start)) });
  const lead = as(migration.lead, at(new Date(start)));
  const checks = (['record_count', 'field_level', 'performance'] as const).map((kind) => ({
    kind,
    schedule: { everyMs: DAY_MS, graceMs: 3 * HOUR_MS },
    ...(kind === 'performance' ? { tolerances: { slaMs: '200', cycleDays: 7 } } : {}),
  }));
  const { checkIds } = await makeDatasets(
    migration,
    [{ name: 'payouts', criticality: 'critical', keyColumns: ['id'], columns: [{ name: 'amount' }], checks }],
    at(new Date(start)),
  );
  const { document } = await lead.plan.get({ slug: migration.slug });
  await lead.plan.replace({
    migrationId: migration.id,
    document: {
      ...document,
      settings: { ...document.settings, committedOn: dateOf(Date.now() + 4 * DAY_MS) },
      costs: [
        { name: 'Both licences', kind: 'licence', amount: '5885.72', per: 'day' },
        { name: 'Reserve', kind: 'contingency', amount: '96000', per: 'once' },
      ],
    },
  });
  const submit = (run: RunInput, now: Date) => as(key.actor, at(now)).ingest.submitRun(run);
  for (let day = 0; day <= days; day += 1) {
    const now = new Date(start + day * DAY_MS + MINUTE_MS);
    const base = (check: string) => ({ checkId: checkIds[`payouts/${check}`] ?? '', at: now });
    await submit(countRun(base('record_count'), ROWS), now);
    await submit(fieldRun(base('field_level'), { rows: ROWS, amount: day === 4 || day === 5 ? 12 : 0 }), now);
    await submit(performanceRun({ ...base('performance'), from: new Date(now.getTime() - HOUR_MS) }, 1_000), now);
    if (day > 7)
      await recordForecast(systemContext('record-forecasts', { now: at(now) }), { migrationId: migration.id });
  }
  await site.admin.member.join.mutate({ migrationId: migration.id, role: 'lead' });
  return migration;
}
