import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { as } from '../testing/call.ts';
import { type CleanMigration, makeCleanMigration } from '../testing/clean-migration.ts';
import { fieldRun } from '../testing/runs.ts';

const outcomes = ({ criteria }: Awaited<ReturnType<CleanMigration['verdictAt']>>) =>
  Object.fromEntries(criteria.map(({ metric, result }) => [metric, result.outcome]));

it('is go after N clean days of fresh runs, and no-go again when the agent falls silent', async () => {
  const { noon, cleanDay, verdictAt } = await makeCleanMigration(3);
  const before = await verdictAt(noon(0));
  expect(before.verdict).toBe('no_go');
  expect(new Set(Object.values(outcomes(before)))).toEqual(new Set(['unknown']));

  for (const day of [0, 1, 2]) {
    await cleanDay(noon(day));
    const { verdict, streak, ...page } = await verdictAt(noon(day));
    expect({ day, verdict, clean: streak?.cleanDays }).toEqual({ day, verdict: 'no_go', clean: day });
    expect(outcomes({ verdict, streak, ...page })).toEqual({
      critical_free_streak: 'not_met',
      record_count_variance: 'met',
      field_match_rate: 'met',
      response_time_at_peak: 'met',
    });
  }
  await cleanDay(noon(3));
  const go = await verdictAt(noon(3));
  expect(go).toMatchObject({ verdict: 'go', blockers: [], streak: { cleanDays: 3, earliestDate: null } });
  expect(go.streak?.days.map(({ state }) => state)).toEqual(['clean', 'clean', 'clean', 'pending']);
  expect(go.criteria.find(({ metric }) => metric === 'field_match_rate')?.trend.map(({ value }) => value)).toEqual([
    '1',
    '1',
    '1',
    '1',
  ]);

  // Nothing was said to be wrong since; nothing was said at all.
  const silent = await verdictAt(new Date(noon(4).getTime() + 2 * HOUR_MS));
  expect(silent.verdict).toBe('no_go');
  expect(silent.blockers.map(({ standing }) => standing)).toContain('stale');
});

it('breaks the streak on the day a critical discrepancy is open, and counts anew after the proof', async () => {
  const { checkIds, noon, cleanDay, submit, verdictAt } = await makeCleanMigration(2);
  const checkId = checkIds['payouts/field_level'] ?? '';
  await cleanDay(noon(0));
  await cleanDay(noon(1));
  const evening = new Date(noon(1).getTime() + 6 * HOUR_MS);
  await submit(fieldRun({ checkId, at: evening }, { amount: 1 }), evening);
  const broken = await verdictAt(evening);
  expect(broken).toMatchObject({ verdict: 'no_go', discrepancies: { open: 1, openCritical: 1 } });
  expect(broken.streak?.days.at(-1)?.state).toBe('broken');

  await cleanDay(noon(2));
  await cleanDay(noon(3));
  await cleanDay(noon(4));
  expect((await verdictAt(noon(4))).streak?.days.map(({ state }) => state)).toEqual([
    'clean',
    'broken',
    'broken',
    'clean',
    'pending',
  ]);
  await cleanDay(noon(5));
  const go = await verdictAt(noon(5));
  expect(go).toMatchObject({ verdict: 'go', discrepancies: { open: 0 } });
  expect(go.discrepancies.days.filter(({ arrived, closed }) => arrived + closed > 0)).toEqual([
    { date: '2026-03-03', arrived: 1, closed: 0 },
    { date: '2026-03-04', arrived: 0, closed: 1 },
  ]);
});

it('shows the portfolio row that goes with it', async () => {
  const { migration, noon, cleanDay } = await makeCleanMigration(1);
  await cleanDay(noon(0));
  await cleanDay(noon(1));
  const { rows } = await as(migration.lead, () => noon(1)).portfolio.get({});
  expect(rows).toMatchObject([
    {
      verdict: 'go',
      blockers: 0,
      stale: 0,
      matchRate: '1',
      matchRateText: '100 %',
      accountable: 'Lea',
      openDiscrepancies: 0,
    },
  ]);
  const later = await as(migration.lead, () => new Date(noon(1).getTime() + 3 * DAY_MS)).portfolio.get({});
  expect(later.rows[0]).toMatchObject({ verdict: 'no_go' });
  expect(later.rows[0]?.stale).toBeGreaterThan(0);
});
