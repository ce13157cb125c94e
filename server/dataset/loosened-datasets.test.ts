import { describe, expect, it } from 'vitest';
import { as } from '../testing/call.ts';
import { DAY_MS, HOUR_MS, makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeKey, makeMember } from '../testing/factory.ts';
import { fieldRun } from '../testing/runs.ts';

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
    const { migrationId, now, caller, changes, verdict, document } = await makeGo(async (made, day) => {
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
      verdict: 'conditional_go',
      streak: { cleanDays: 3 },
      loosened: [{ subject: 'dataset', key: 'payouts', by: 'Lea' }],
      blockers: [
        {
          standing: 'unapproved',
          headline: '1 dataset was loosened and nobody else approved it',
          detail: 'payouts by Lea',
        },
      ],
    });
    const [change] = await changes();
    expect(change).toMatchObject({
      name: 'payouts',
      subject: 'dataset',
      direction: 'loosens',
      approval: 'open',
      aspects: [{ name: 'Criticality', before: 'critical', after: 'normal', direction: 'loosens' }],
    });
    const approve = { migrationId, changeId: change?.id ?? '' };
    await expect(caller.criterion.approveChange(approve)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const sponsor = as(await makeMember(migrationId, 'stakeholder'), now);
    await sponsor.criterion.approveChange(approve);
    expect(await verdict()).toMatchObject({ verdict: 'go', loosened: [] });
    expect((await changes())[0]).toMatchObject({ approval: 'approved' });
  });

  it('is told of each door: a check by itself, a declaration by a key, a whole plan', async () => {
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
      { by: 'Lea', approval: 'open', aspects: [{ name: 'Performance check', after: 'off' }] },
      { by: 'agent', approval: 'open', mine: true, aspects: [{ name: 'May be empty', before: 'no', after: 'yes' }] },
      { by: 'Lea', approval: 'open', aspects: [{ name: 'Record-count check', direction: 'loosens' }] },
    ]);
    expect((await verdict()).blockers.at(-1)?.headline).toBe('1 dataset was loosened and nobody else approved it');
    // Who made the key does not approve what the key did.
    for (const { id } of (await changes()).slice(0, 3))
      await expect(caller.criterion.approveChange({ migrationId, changeId: id })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    // The newest covers those before it.
    const finance = as(await makeMember(migrationId, 'finance'), now);
    await finance.criterion.approveChange({ migrationId, changeId: (await changes())[0]?.id ?? '' });
    expect((await verdict()).loosened).toEqual([]);
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
    expect(await verdict()).toMatchObject({ verdict: 'go', loosened: [] });
    expect((await changes())[0]).toMatchObject({ approval: 'taken_back' });
    await set(HOUR_MS / 2);
    expect((await changes()).filter(({ subject }) => subject === 'dataset')).toHaveLength(1);
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
    expect((await changes()).filter(({ subject }) => subject === 'dataset')).toEqual([]);
    await caller.plan.replace({ migrationId, document: { ...rest, datasets: [payouts] } });
    expect((await changes())[0]).toMatchObject({ key: 'refunds', approval: 'open', aspects: [{ after: null }] });
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
  expect(await verdictAt(noon(1))).toMatchObject({ verdict: 'go', loosened: [] });
});
