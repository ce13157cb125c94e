import { expect, it } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { acceptLate } from '../testing/accept-late.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeMember } from '../testing/factory.ts';
import { countRun, fieldRun } from '../testing/runs.ts';

type Made = Awaited<ReturnType<typeof makeCleanMigration>>;
const check = (made: Made, kind: string) => made.checkIds[`payouts/${kind}`] ?? '';
const states = async (made: Made, now: Date) =>
  (await made.verdictAt(now)).streak?.days.map(({ state }) => state[0]).join('');

/** Days that are clean but for those that are broken, and nothing of those that are silent. */
async function makeDays(days: number, broken: readonly number[], silent: readonly number[] = []) {
  const made = await makeCleanMigration(3);
  for (let day = 0; day < days; day += 1) {
    if (silent.includes(day)) continue;
    const wrong = broken.includes(day);
    await made.cleanDay(made.noon(day), wrong ? ['payouts/field_level'] : []);
    const base = { checkId: check(made, 'field_level'), at: made.noon(day) };
    if (wrong) await made.submit(fieldRun(base, { amount: 4 }), made.noon(day));
  }
  return made;
}

it('many runs that look at parts of a broken day do not clean it together', async () => {
  const made = await makeDays(4, [2]);
  const now = new Date(made.noon(3).getTime() + HOUR_MS);
  expect(await states(made, now)).toBe('ccbb');
  const whole = (minutes: number) => {
    const time = new Date(made.noon(2).getTime() + minutes * 60_000);
    return fieldRun({ checkId: check(made, 'field_level'), at: time });
  };
  const noon = made.noon(2).getTime();
  const part = (from: number, to: number) => ({
    from: new Date(noon + from).toISOString(),
    to: new Date(noon + to).toISOString(),
  });
  const parts: RunInput[] = [
    { ...whole(10), window: part(-DAY_MS, -HOUR_MS) },
    { ...whole(20), window: part(-HOUR_MS, 0) },
    { ...whole(30), coverage: { method: 'sample', population: 100, compared: 100, seed: 's' } },
    { ...whole(40), coverage: { method: 'full', population: null, compared: 100, skippedChunks: 1 } },
    { ...whole(50), fields: [{ name: 'note', compared: 100, matching: 100 }], columns: [] },
  ];
  for (const run of parts) await made.submit(run, now);
  expect((await states(made, now))?.slice(0, 3)).toBe('ccb');
  const { items } = await as(made.migration.lead).discrepancy.list({ migrationId: made.migration.id, view: 'all' });
  expect(items.length).toBe(1);
  // A whole one ends it from its own watermark on: the day on which it was open stays broken.
  await made.submit(whole(60), now);
  expect((await states(made, now))?.slice(0, 3)).toBe('ccb');
});

it('a streak is not made of many days that come at once', async () => {
  const made = await makeDays(9, [], [0, 1, 2, 3, 4, 5, 6]);
  const now = new Date(made.noon(8).getTime() + HOUR_MS);
  const met = async () =>
    (await made.verdictAt(now)).criteria.find(({ metric }) => metric === 'critical_free_streak')?.result.outcome;
  expect(await met()).not.toBe('met');
  for (let day = 0; day < 5; day += 1) {
    for (const run of [
      fieldRun({ checkId: check(made, 'field_level'), at: made.noon(day) }),
      countRun({ checkId: check(made, 'record_count'), at: made.noon(day) }),
    ]) {
      expect(await made.submit(run, now)).toMatchObject({ waitsFor: expect.stringContaining('more than 72') });
    }
  }
  expect((await states(made, now))?.slice(0, 5)).not.toContain('c');
  expect(await met()).not.toBe('met');
});

it('a month-end that nobody looked at is covered by late runs once a second person has accepted them', async () => {
  const made = await makeCleanMigration(3);
  const lead = as(made.migration.lead, at(made.noon(0)));
  const { document } = await lead.plan.get({ slug: made.migration.slug });
  const ends = new Date(made.noon(1).getTime() + HOUR_MS);
  const from = made.noon(0).toISOString();
  const entry = { kind: 'month_end', name: 'February', from, to: ends.toISOString() } as const;
  const coverage = { key: 'covered', metric: 'coverage', comparator: 'gte', threshold: '1' } as const;
  await lead.plan.replace({
    migrationId: made.migration.id,
    document: { ...document, calendar: [entry], criteria: [...document.criteria, coverage] },
  });
  for (const day of [0, 1, 7, 8]) await made.cleanDay(made.noon(day));
  const now = new Date(made.noon(8).getTime() + HOUR_MS);
  const covered = async () =>
    (await made.verdictAt(now)).criteria.find(({ metric }) => metric === 'coverage')?.result.outcome;
  expect(await covered()).toBe('not_met');
  const late = fieldRun({ checkId: check(made, 'field_level'), at: made.noon(2) });
  expect(await made.submit(late, now)).toMatchObject({ waitsFor: expect.any(String) });
  expect(await covered()).toBe('not_met');
  const sponsor = as(await makeMember(made.migration.id, 'stakeholder'), at(now));
  await acceptLate(as(made.migration.lead, at(now)), sponsor, made.migration);
  expect(await covered()).toBe('met');
});

it('findings of days before the migration was made are shown as they will stand, and that no ledger has these days', async () => {
  const made = await makeCleanMigration(3);
  const now = new Date(made.noon(0).getTime() + HOUR_MS);
  const scanOf = (day: number, rows = {}) =>
    fieldRun({ checkId: check(made, 'field_level'), at: made.noon(day) }, rows);
  await made.submit(scanOf(-4, { amount: 4 }), now);
  await made.submit(scanOf(-3), now);
  await made.cleanDay(made.noon(0));
  const { id: migrationId } = made.migration;
  const sponsor = as(await makeMember(migrationId, 'stakeholder'), at(now));
  const spans = async () => {
    const { items } = await sponsor.discrepancy.list({ migrationId, view: 'all' });
    const [found] = await Promise.all(items.map(({ id }) => sponsor.discrepancy.get({ migrationId, id })));
    return found?.spans.map(({ from, to }) => ({ from, to }));
  };
  const [from, closed, until] = [-4, 0, -3].map((day) => made.noon(day).toISOString());
  expect(await spans()).toEqual([{ from, to: closed }]);
  const [late] = await sponsor.evidence.listLate({ migrationId });
  const input = { migrationId, lateId: late?.id ?? '' };
  const shown = {
    days: [],
    findings: [{ before: [{ from, to: closed }], after: [{ from, to: until }] }],
    beforeStart: { from: '2026-02-26', to: '2026-02-27', startedOn: '2026-03-02' },
  };
  expect(await sponsor.evidence.previewLate(input)).toMatchObject(shown);
  expect(await acceptLate(as(made.migration.lead, at(now)), sponsor, made.migration)).toMatchObject([shown]);
  expect(await spans()).toEqual([{ from, to: until }]);
});
