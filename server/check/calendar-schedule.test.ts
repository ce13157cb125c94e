import { expect, it } from 'vitest';
import { as } from '../testing/call.ts';
import { makeDatasets, makeKey, makeMigration } from '../testing/factory.ts';
import { countRun } from '../testing/runs.ts';

it('a check by the calendar is due by the clock of the migration’s zone, over a change of clocks too', async () => {
  const now = () => new Date('2026-10-24T00:31:00Z');
  const migration = await makeMigration({ timeZone: 'Europe/Berlin', now });
  const schedule = { at: 'daily 02:30', graceMs: 3_600_000 };
  const declared = [{ name: 'orders', checks: [{ kind: 'record_count' as const, schedule }] }];
  const { checkIds } = await makeDatasets(migration, declared, now);
  const key = await makeKey(migration, { now });
  const agent = as(key.actor, now);
  await agent.ingest.submitRun(countRun({ checkId: checkIds['orders/record_count'] ?? '', at: now() }));
  const overview = await as(migration.lead, now).evidence.overview({ migrationId: migration.id });
  // 02:30 is shown twice on the 25th: the first of both, in summer time.
  expect(overview.datasets[0]?.checks[0]).toMatchObject({ schedule, dueAt: '2026-10-25T01:30:00.000Z' });
  expect((await agent.control.config({})).checks[0]).toMatchObject({ schedule });
});
