import { expect, it } from 'vitest';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { makeMigration } from '../testing/factory.ts';

const phases = ['Setup', 'Parallel run', 'Cutover'].map((name) => ({ name }));

it('shows phase, cost, dates and who answers, as the plan and the newest forecast say', async () => {
  const made = await makeMigration();
  const lead = as(made.lead);
  const rowOf = async () => (await lead.portfolio.get({})).rows[0];
  expect(await rowOf()).toMatchObject({ phase: null, costPerDay: null, committedOn: null, forecast: null });

  const { document } = await lead.plan.get({ slug: made.slug });
  await lead.plan.replace({
    migrationId: made.id,
    document: {
      ...document,
      phases,
      settings: { committedOn: '2026-05-01' },
      responsibilities: [{ name: 'phase Setup', accountable: 'Dana' }],
      costs: [
        { name: 'Licences', kind: 'licence', amount: '700', per: 'week' },
        { name: 'Move', kind: 'people', amount: '90000', per: 'once' },
      ],
    },
  });
  const day = (date: string) => new Date(`${date}T00:00:00Z`);
  const record = { migrationId: made.id, at: new Date(), planVersion: 1, p95: null, basis: {} };
  await db.forecastRecord.create({ data: { ...record, day: day('2026-03-01'), p50: null, p80: null } });
  await db.forecastRecord.create({
    data: { ...record, day: day('2026-03-02'), p50: day('2026-05-03'), p80: day('2026-05-08') },
  });
  expect(await rowOf()).toMatchObject({
    phase: { name: 'Setup', number: 1, of: 3 },
    costPerDay: '100.00',
    committedOn: '2026-05-01',
    forecast: { madeOn: '2026-03-02', p50: '2026-05-03', p80: '2026-05-08' },
    accountable: 'Dana',
  });
});
