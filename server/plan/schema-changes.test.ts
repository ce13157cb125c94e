import { expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeDatasets } from '../testing/factory.ts';
import { schemaRun } from '../testing/runs.ts';

const item = {
  item: 'type_changed' as const,
  column: 'total',
  legacy: 'numeric(10,2)',
  target: 'double precision',
  legacyType: null,
  targetType: null,
};

it('a schema change that a run saw in a freeze is on the go / no-go page until a run proves it gone', async () => {
  const made = await makeCleanMigration(3, ['payouts']);
  const { slug, lead, id: migrationId } = made.migration;
  const hour = (count: number) => new Date(made.noon(0).getTime() + count * HOUR_MS);
  const { checkIds } = await makeDatasets(made.migration, [
    { name: 'events', checks: [{ kind: 'schema', schedule: { everyMs: HOUR_MS, graceMs: 0 } }] },
  ]);
  const push = (count: number, items: (typeof item)[]) =>
    made.submit(schemaRun({ checkId: checkIds['events/schema'] ?? '', at: hour(count) }, items), hour(count));
  const standings = async (count: number) => {
    const { blockers } = await as(lead, at(hour(count).toISOString())).verdict.get({ slug });
    return blockers.filter(({ criterionId }) => criterionId === null).map(({ standing, detail }) => [standing, detail]);
  };
  const plan = as(lead, at(hour(0).toISOString())).plan;
  const { document } = await plan.get({ slug });
  const freeze = { name: 'Year-end', kind: 'freeze' as const, from: hour(1).toISOString(), to: hour(3).toISOString() };
  await plan.replace({ migrationId, document: { ...document, calendar: [freeze] } });
  await push(0, []);
  await push(2, [item]);
  // The freeze is over, the change is still there.
  const changed = [['schema_changed', 'D-1 events.total: structure differs']];
  expect(await standings(4)).toEqual(changed);
  await push(4, [item]);
  expect(await standings(5)).toEqual(changed);
  await push(5, []);
  expect(await standings(6)).toEqual([]);
  // Seen again, but not in the freeze.
  await push(6, [item]);
  expect(await standings(7)).toEqual([]);
});
