import { expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { systemContext } from '../context.ts';
import { recordForecasts } from '../jobs/record-forecasts.ts';
import { recordVerdictChanges } from '../jobs/record-verdict-changes.ts';
import { as, http } from '../testing/call.ts';
import { type CleanMigration, makeCleanMigration } from '../testing/clean-migration.ts';
import { at } from '../testing/factory.ts';
import { makeShare } from '../testing/make-share.ts';
import { fieldRun } from '../testing/runs.ts';

const forecastAt = ({ migration }: CleanMigration, now: Date) =>
  as(migration.lead, at(now)).forecast.get({ slug: migration.slug });
const historyAt = ({ migration }: CleanMigration, now: Date) =>
  as(migration.lead, at(now)).forecast.history({ slug: migration.slug });
const later = (time: Date, ms: number) => new Date(time.getTime() + ms);

it('names no date before seven days were judged, then one that is not before the streak can be complete', async () => {
  const made = await makeCleanMigration(12);
  for (let day = 0; day <= 6; day += 1) await made.cleanDay(made.noon(day));
  expect((await forecastAt(made, made.noon(6))).forecast).toMatchObject({
    state: 'not_enough_data',
    missing: 'not enough data (6 of 7 days)',
    p50: null,
  });
  await made.cleanDay(made.noon(7));
  const { forecast, lateness, costs } = await forecastAt(made, made.noon(7));
  expect(forecast).toMatchObject({ state: 'forecast', p50: '2026-03-14', earliest: '2026-03-14', missing: null });
  expect((forecast.p80 ?? '9') >= (forecast.p50 ?? '')).toBe(true);
  expect(forecast.basis).toContain('7 of 12 clean days.');
  expect({ lateness, costs }).toEqual({
    lateness: null,
    costs: { week: null, ofLateWork: '0', contingencyLeft: null },
  });
  expect(await forecastAt(made, made.noon(7))).toEqual(await forecastAt(made, made.noon(7)));
});

it('moves away when the streak breaks, and is the present day when it is go', async () => {
  const made = await makeCleanMigration(8);
  for (let day = 0; day <= 7; day += 1) await made.cleanDay(made.noon(day));
  const before = await forecastAt(made, made.noon(7));
  const evening = later(made.noon(7), 3 * HOUR_MS);
  await made.submit(
    fieldRun({ checkId: made.checkIds['payouts/field_level'] ?? '', at: evening }, { amount: 1 }),
    evening,
  );
  const after = await forecastAt(made, evening);
  expect((after.forecast.p50 ?? '9') > (before.forecast.p50 ?? '9')).toBe(true);
  expect((after.forecast.earliest ?? '9') >= '2026-03-18').toBe(true);
  for (let day = 8; day <= 17; day += 1) await made.cleanDay(made.noon(day));
  expect((await forecastAt(made, made.noon(17))).forecast).toMatchObject({ state: 'reached', p50: '2026-03-19' });
});

it('says how late it is against what was promised, waits for a freeze to end, and says what a week more costs', async () => {
  const made = await makeCleanMigration(12);
  const { lead, slug, id } = made.migration;
  const asLead = as(lead, at(made.noon(0)));
  const { document } = await asLead.plan.get({ slug });
  await asLead.plan.replace({
    migrationId: id,
    document: {
      ...document,
      settings: { ...document.settings, committedOn: '2026-03-10', timeBox: { endsOn: '2026-04-01' } },
      calendar: [{ name: 'Quarter close', kind: 'freeze', from: '2026-03-12T00:00:00Z', to: '2026-03-20T00:00:00Z' }],
      costs: [
        { name: 'Licences', kind: 'licence', amount: '1000', per: 'day' },
        { name: 'Reserve', kind: 'contingency', amount: '5000', per: 'once' },
      ],
    },
  });
  for (let day = 0; day <= 8; day += 1) await made.cleanDay(made.noon(day));
  const view = await forecastAt(made, made.noon(8));
  expect(view.forecast.p50).toBe('2026-03-20');
  expect(view).toMatchObject({
    committedOn: '2026-03-10',
    timeBoxEndsOn: '2026-04-01',
    currency: 'EUR',
    lateness: { late: true, text: expect.stringMatching(/^10 .*days late/) },
    costs: { week: '7000', contingencyLeft: '5000' },
  });
});

it('keeps one forecast a day, and shows it against what happened', async () => {
  const made = await makeCleanMigration(9);
  const tick = async (now: Date) => {
    await recordForecasts(systemContext('record-forecasts', { now: at(now) }));
    await recordVerdictChanges(systemContext('record-verdict-changes', { now: at(now) }));
  };
  for (let day = 0; day <= 9; day += 1) {
    await made.cleanDay(made.noon(day));
    if (day >= 6) await tick(made.noon(day));
    if (day >= 6) await tick(later(made.noon(day), HOUR_MS));
  }
  const { past, calibration, stability, discrepancyRate } = await historyAt(made, made.noon(9));
  expect(past).toEqual([
    { day: '2026-03-08', p50: null, p80: null, p95: null, happenedOn: '2026-03-11' },
    { day: '2026-03-09', p50: '2026-03-11', p80: expect.any(String), p95: expect.anything(), happenedOn: '2026-03-11' },
    { day: '2026-03-10', p50: '2026-03-11', p80: '2026-03-11', p95: expect.anything(), happenedOn: '2026-03-11' },
  ]);
  expect(calibration).toEqual({ p50: { kept: 2, known: 2 }, p80: { kept: 2, known: 2 }, p95: { kept: 2, known: 2 } });
  expect(stability).toMatchObject({ windowDays: 9, startedOn: '2026-03-02', stableFrom: '2026-03-02', days: 0 });
  expect(discrepancyRate.at(-1)).toMatchObject({ value: '0' });
});

it('shows its dates to whoever sees the verdict, and the cost of waiting to members only', async () => {
  const made = await makeCleanMigration(12);
  for (let day = 0; day <= 7; day += 1) await made.cleanDay(made.noon(day));
  const { slug, lead } = made.migration;
  const now = made.noon(7);
  const { state, p50, p80, missing } = (await forecastAt(made, now)).forecast;
  const dates = await as(lead, at(now)).forecast.dates({ slug });
  expect(dates).toEqual({ computedAt: now.toISOString(), state, p50, p80, missing });
  const key = await makeShare(made.migration, ['go_no_go']);
  const shown = await http('/forecast/dates', { key });
  expect(shown.status).toBe(200);
  expect(Object.keys(Object(shown.body)).toSorted()).toEqual(Object.keys(dates).toSorted());
  expect((await http(`/forecast?slug=${slug}`, { key })).status).toBe(403);
});
