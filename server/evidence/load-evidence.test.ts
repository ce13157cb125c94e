import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { systemContext } from '../context.ts';
import { enterScope, SYSTEM_SCOPE } from '../scope.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at } from '../testing/factory.ts';
import { countRun } from '../testing/runs.ts';
import { inTransaction } from '../transaction.ts';
import { loadEvidence } from './load-evidence.ts';

it('reads the days of the ledger, those that still cover its first days, and of old ones only what they cover', async () => {
  const made = await makeCleanMigration();
  const { noon, cleanDay, checkIds, migration } = made;
  await as(migration.lead, at(noon(0))).check.update({
    migrationId: migration.id,
    checkId: checkIds['payouts/record_count'] ?? '',
    schedule: { everyMs: 365 * DAY_MS, graceMs: 0 },
  });
  for (const day of [0, 60, 95, 100]) await cleanDay(noon(day));
  const { db } = systemContext('test');
  const evidence = await inTransaction(db, 'read', async (tx) => {
    await enterScope(tx, SYSTEM_SCOPE);
    return await loadEvidence(tx, migration.id, noon(100), 62);
  });
  const daysOf = (kind: string) =>
    evidence.checks
      .find((check) => check.kind === kind)
      ?.days.map(({ day, figures }) => [day, typeof figures.wholeUntil === 'string', figures.newest !== null]);
  const old = [
    ['2026-03-02', true, false],
    ['2026-05-01', true, true],
  ];
  const recent = [
    ['2026-06-05', true, true],
    ['2026-06-10', true, true],
  ];
  expect(daysOf('record_count')).toEqual([...old, ...recent]);
  expect(daysOf('field_level')).toEqual([['2026-05-01', true, true], ...recent]);
});

it('reads how fast a dataset changes only where its sides were counted apart', async () => {
  const made = await makeCleanMigration();
  const { noon, checkIds, migration } = made;
  const judgedDays = async () => {
    const { db } = systemContext('test');
    const evidence = await inTransaction(db, 'read', async (tx) => {
      await enterScope(tx, SYSTEM_SCOPE);
      return await loadEvidence(tx, migration.id, noon(2), 62, 'judged days');
    });
    const [dataset] = evidence.datasets;
    const check = evidence.checks.find(({ kind }) => kind === 'record_count');
    return [dataset?.lagMs, check?.days.map(({ day }) => day)];
  };
  for (const day of [0, 1]) await made.cleanDay(noon(day));
  expect(await judgedDays()).toEqual([0, []]);
  const run = countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: noon(1.8) });
  const target = { position: null, time: noon(2).toISOString() };
  await made.submit({ ...run, asOf: { ...run.asOf, target } }, noon(2));
  expect(await judgedDays()).toEqual([0, ['2026-03-02', '2026-03-03', '2026-03-04']]);
  const { criteria } = await made.verdictAt(noon(2));
  expect(criteria.find(({ metric }) => metric === 'record_count_variance')?.result.outcome).toBe('met');
});

it('knows what was read before and after a month-end that ended within a day', async () => {
  const made = await makeCleanMigration();
  const lead = as(made.migration.lead, at(made.noon(0)));
  const { document } = await lead.plan.get({ slug: made.migration.slug });
  const ends = new Date(made.noon(1).getTime() + HOUR_MS);
  const entry = {
    kind: 'month_end',
    name: 'February',
    from: made.noon(0).toISOString(),
    to: ends.toISOString(),
  } as const;
  const coverage = { key: 'covered', metric: 'coverage', comparator: 'gte', threshold: '1' } as const;
  await lead.plan.replace({
    migrationId: made.migration.id,
    document: { ...document, calendar: [entry], criteria: [...document.criteria, coverage] },
  });
  const covered = async (now: Date) => {
    const { criteria } = await made.verdictAt(now);
    return criteria.find(({ metric }) => metric === 'coverage')?.result;
  };
  await made.cleanDay(made.noon(1));
  expect(await covered(ends)).toMatchObject({ outcome: 'not_met', detail: 'payouts: missing: February' });
  await made.cleanDay(ends);
  expect((await covered(ends))?.outcome).toBe('met');
  // And still, when other evidence is the newest.
  await made.cleanDay(made.noon(9));
  expect((await covered(made.noon(9)))?.outcome).toBe('met');
});
