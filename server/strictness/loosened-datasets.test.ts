import { describe, expect, it, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { answerForKey } from '../testing/answer-for-key.ts';
import { approveWaiting } from '../testing/approve-waiting.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeKey, makeMember } from '../testing/factory.ts';
import { countRun, fieldRun } from '../testing/runs.ts';

const daily = { everyMs: DAY_MS, graceMs: HOUR_MS };

/** Three clean days behind it, so that everything is met; the lead at noon of the fourth. */
async function makeGo(onDay: (made: Awaited<ReturnType<typeof makeCleanMigration>>, day: number) => Promise<void>) {
  const made = await makeCleanMigration(3);
  for (const day of [0, 1, 2, 3]) await onDay(made, day);
  const { id: migrationId, lead, slug } = made.migration;
  const now = at(new Date(made.noon(3).getTime() + HOUR_MS));
  const caller = as(lead, now);
  const changes = async () => await caller.criterion.listChanges({ migrationId });
  const verdict = async () => await made.verdictAt(now());
  const document = async () => (await caller.plan.get({ slug })).document;
  return { ...made, migrationId, now, caller, changes, verdict, document };
}
const clean = () => makeGo(({ cleanDay, noon }, day) => cleanDay(noon(day)));

describe('asking less of a dataset after the start', () => {
  it('repairs no past day without a second person', async () => {
    const { migration, migrationId, now, caller, changes, verdict, document } = await makeGo(async (made, day) => {
      const noon = made.noon(day);
      if (day !== 1) return await made.cleanDay(noon);
      await made.cleanDay(noon, ['payouts/field_level']);
      const checkId = made.checkIds['payouts/field_level'] ?? '';
      await made.submit(fieldRun({ checkId, at: noon }, { suspected: 1 }), noon);
    });
    expect(await verdict()).toMatchObject({ verdict: 'no_go', streak: { cleanDays: 2 } });
    const { datasets, ...rest } = await document();
    const lowered = datasets.map((dataset) => ({ ...dataset, criticality: 'normal' as const }));
    await caller.plan.replace({ migrationId, document: { ...rest, datasets: lowered } });
    expect(await verdict()).toMatchObject({
      verdict: 'no_go',
      // As it stands; what counts until it is approved stands in the way.
      streak: { cleanDays: 3 },
      blockers: [
        { standing: 'failed', onlyUnder: 'approved' },
        { standing: 'unapproved', detail: 'dataset payouts by Lea' },
      ],
      waiting: { approved: { verdict: 'no_go' }, standing: { verdict: 'go' } },
    });
    const [change] = await changes();
    expect(change).toMatchObject({
      name: 'dataset payouts',
      direction: 'loosens',
      state: 'waits',
      aspects: [{ name: 'Criticality', before: 'critical', after: 'normal', direction: 'loosens' }],
    });
    await expect(approveWaiting(caller, migration)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await approveWaiting(as(await makeMember(migrationId, 'stakeholder'), now), migration);
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    expect((await changes())[0]).toMatchObject({ state: 'approved' });
  });

  it('shows the change from each entry point: a check by itself, a declaration by a key, a whole plan', async () => {
    const { migration, migrationId, now, caller, checkIds, changes, verdict, document } = await clean();
    expect((await verdict()).verdict).toBe('go');
    const checkId = checkIds['payouts/record_count'] ?? '';
    await caller.check.update({ migrationId, checkId, schedule: { everyMs: DAY_MS, graceMs: DAY_MS } });
    const key = await makeKey(migration, { scopes: ['plan'], now });
    const declared = (await document()).datasets.map((dataset) => ({ ...dataset, mayBeEmpty: true }));
    await as(key.actor, now).dataset.declare({ datasets: declared });
    const { datasets, ...rest } = await document();
    const fewer = datasets.map((dataset) => ({
      ...dataset,
      checks: dataset.checks.filter(({ kind }) => kind !== 'performance'),
    }));
    await caller.plan.replace({ migrationId, document: { ...rest, datasets: fewer } });
    expect((await changes()).slice(0, 3)).toMatchObject([
      { by: 'Lea', state: 'waits', aspects: [{ name: 'Performance check', after: 'off' }] },
      { by: 'agent', state: 'waits', aspects: [{ name: 'May be empty', before: 'no', after: 'yes' }] },
      { by: 'Lea', state: 'waits', aspects: [{ name: 'Record-count check', direction: 'loosens' }] },
    ]);
    expect((await verdict()).blockers.at(-1)?.headline).toBe('1 change of the plan waits for a second person');
    // Who made the key does not approve what the key did.
    await expect(approveWaiting(caller, migration)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // But answers for it, and then another person can. All that was done to the dataset is one thing.
    await answerForKey(caller, migration);
    await approveWaiting(as(await makeMember(migrationId, 'finance'), now), migration);
    expect((await verdict()).waiting).toBeNull();
  });

  it('is over when it is taken back, and asking more needs nobody', async () => {
    const { migrationId, caller, checkIds, changes, verdict } = await clean();
    const set = async (graceMs: number) =>
      await caller.check.update({
        migrationId,
        checkId: checkIds['payouts/record_count'] ?? '',
        schedule: { everyMs: DAY_MS, graceMs },
      });
    await set(2 * HOUR_MS);
    expect((await verdict()).verdict).toBe('conditional_go');
    await set(HOUR_MS);
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    await set(HOUR_MS / 2);
    expect(await verdict()).toMatchObject({ verdict: 'go', waiting: null });
    const ofDatasets = (await changes()).filter(({ part }) => part === 'datasets');
    expect(ofDatasets.map(({ state }) => state)).toEqual(['effective', 'effective', 'settled']);
  });

  test.each([
    ['daily 11:30', { at: 'daily 11:00' }],
    ['daily 11:30', { everyMs: DAY_MS }],
    ['weekly thursday 11:30', { at: 'weekly sunday 11:00' }],
    ['weekly thursday 11:30', { everyMs: 7 * DAY_MS }],
  ])('a result that is overdue stays so, whatever is asked instead of %s: %j', async (times, otherTimes) => {
    const [approved, schedule] = [{ at: times }, otherTimes].map((one) => ({ ...one, graceMs: 0 }));
    const made = await makeCleanMigration(3);
    const { id: migrationId, lead, slug } = made.migration;
    const checkId = made.checkIds['payouts/record_count'] ?? '';
    await as(lead).check.update({ migrationId, checkId, schedule: approved });
    for (const day of [0, 1, 2]) await made.cleanDay(made.noon(day));
    const noon = made.noon(3);
    await made.cleanDay(noon, ['payouts/record_count']);
    const caller = as(lead, at(noon));
    await caller.check.update({ migrationId, checkId, schedule });
    // Read at 11:10 of the migration's clock, and received at noon: another one was due at half past eleven.
    await made.submit(countRun({ checkId, at: new Date(noon.getTime() - 50 * 60_000) }), noon);
    expect(await made.verdictAt(noon)).toMatchObject({
      verdict: 'no_go',
      waiting: { changes: [{ name: 'payouts' }], approved: { verdict: 'no_go' } },
    });
    expect(await caller.approval.listWaiting({ slug })).toHaveLength(1);
    await caller.check.update({ migrationId, checkId, schedule: approved });
    expect(await made.verdictAt(noon)).toMatchObject({ verdict: 'no_go', waiting: null });
    await made.submit(countRun({ checkId, at: noon }), noon);
    expect(await made.verdictAt(noon)).toMatchObject({ verdict: 'go' });
  });

  it('a dataset that leaves the plan asks less, one that comes does not', async () => {
    const { migrationId, caller, changes, document } = await clean();
    const { datasets, ...rest } = await document();
    const [payouts] = datasets;
    if (!payouts) throw new Error('There is no dataset.');
    const more = {
      ...payouts,
      name: 'refunds',
      checks: [{ kind: 'record_count' as const, schedule: daily, tolerances: {}, sampling: null }],
    };
    await caller.plan.replace({ migrationId, document: { ...rest, datasets: [payouts, more] } });
    expect((await changes())[0]).toMatchObject({ name: 'dataset refunds', state: 'effective' });
    await caller.plan.replace({ migrationId, document: { ...rest, datasets: [payouts] } });
    expect((await changes())[0]).toMatchObject({ name: 'dataset refunds', state: 'waits', aspects: [{ after: null }] });
  });
});

it('before the first evidence nothing is asked of anybody', async () => {
  const { migration, checkIds, cleanDay, noon, verdictAt } = await makeCleanMigration(1);
  const checkId = checkIds['payouts/record_count'] ?? '';
  await as(migration.lead).check.update({
    migrationId: migration.id,
    checkId,
    schedule: { everyMs: DAY_MS, graceMs: 3 * HOUR_MS },
  });
  await cleanDay(noon(0));
  await cleanDay(noon(1));
  expect(await verdictAt(noon(1))).toMatchObject({ verdict: 'go', waiting: null });
});
