import { expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { systemContext } from '../context.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at } from '../testing/factory.ts';
import { onServer } from '../testing/on-server.ts';
import { countRun } from '../testing/runs.ts';
import { createPartitions } from './create-partitions.ts';
import { recordVerdictChanges } from './record-verdict-changes.ts';

const url = process.env.DATABASE_URL ?? '';

it('notes when an outcome changed, also when only time did it, and nothing while it stays', async () => {
  const made = await makeCleanMigration(1);
  const tick = (now: Date) => recordVerdictChanges(systemContext('record-verdict-changes', { now: at(now) }));
  const noted = () =>
    onServer(url, async (client) => {
      const { rows } = await client.query<{ at: Date; outcome: string }>(
        `SELECT at, outcome FROM verdict_change WHERE migration_id = $1 AND criterion_id IS NULL ORDER BY at`,
        [made.migration.id],
      );
      return rows.map(({ at: time, outcome }) => [time.toISOString(), outcome]);
    });
  await made.cleanDay(made.noon(0));
  await tick(made.noon(0));
  await tick(new Date(made.noon(0).getTime() + HOUR_MS));
  await made.cleanDay(made.noon(1));
  await tick(made.noon(1));
  const silent = new Date(made.noon(2).getTime() + 2 * HOUR_MS);
  await tick(silent);
  expect(await noted()).toEqual([
    [made.noon(0).toISOString(), 'no_go'],
    [made.noon(1).toISOString(), 'go'],
    [silent.toISOString(), 'no_go'],
  ]);
  const page = await made.verdictAt(new Date(silent.getTime() + HOUR_MS));
  expect(page.blockers.length).toBeGreaterThan(0);
  expect(new Set(page.blockers.map(({ since }) => since))).toEqual(new Set([silent.toISOString()]));
});

it('makes partitions ahead, once, and leaves room for months that nobody thought of', async () => {
  const ahead = systemContext('create-partitions', { now: at('2031-01-15T00:00:00Z') });
  expect(await createPartitions(ahead, {})).toEqual({ made: 8 });
  expect(await createPartitions(ahead, {})).toEqual({ made: 0 });
  const made = await makeCleanMigration();
  const far = new Date('2040-06-01T12:00:00Z');
  const run = countRun({ checkId: made.checkIds['payouts/record_count'] ?? '', at: far });
  await made.submit(run, far);
  // The month has rows in the default partition by now: it cannot become one of its own, and nothing breaks.
  expect(await createPartitions(systemContext('create-partitions', { now: at(far) }), {})).toEqual({ made: 7 });
  const found = await as(made.migration.lead).run.get({ migrationId: made.migration.id, runId: run.runId });
  expect(found).toMatchObject({ verdict: 'match' });
});

it('shows no partition to anybody who asks for it by its own name', async () => {
  const made = await makeCleanMigration();
  await made.cleanDay(made.noon(0));
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relispartition AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(rows).toEqual([]);
    await client.query(`SET ROLE parallax_app`);
    await expect(client.query('SELECT * FROM run_default')).rejects.toThrow(/permission denied/);
  });
});
