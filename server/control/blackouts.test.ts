import { expect, it } from 'vitest';
import { db } from '../db.ts';
import { as, http } from '../testing/call.ts';
import { makeDatasets, makeKey, makeMigration } from '../testing/factory.ts';

const night = { kind: 'weekly' as const, name: 'Night batch', weekdays: ['mon' as const], from: '22:00', to: '06:00' };
const close = {
  kind: 'once' as const,
  name: 'Year end',
  from: '2026-12-31T20:00:00+01:00',
  to: '2027-01-01T12:00:00+01:00',
};

it('windows are set with a key of the plan, and agents receive them', async () => {
  const migration = await makeMigration();
  await makeDatasets(migration, [{ name: 'payouts' }]);
  const planner = await makeKey(migration, { scopes: ['plan', 'read'] });
  const agent = await makeKey(migration, { scopes: ['ingest'] });
  const before = await as(agent.actor).control.config({});
  expect(before.blackouts).toEqual([]);

  const plan = await as(migration.lead).plan.get({ slug: migration.slug });
  const document = { ...plan.document, blackouts: [night, close] };
  const body = { document, basedOn: plan.planVersion };
  const applied = await http('/plan/apply', { key: planner.secret, body });
  expect(applied).toMatchObject({ status: 200, body: { planVersion: plan.planVersion + 1 } });
  const config = await as(agent.actor).control.config({});
  expect(config.blackouts).toEqual([night, close]);
  expect(config.migration.timeZone).toBe('Europe/Berlin');
  expect(config.planVersion).toBe(plan.planVersion + 1);
  expect(config.configHash).not.toBe(before.configHash);
  const [entry] = await db.auditEntry.findMany({ where: { migrationId: migration.id, action: 'plan.applied' } });
  expect(JSON.parse(entry?.content ?? '')).toMatchObject({
    after: {
      changes: [
        { part: 'blackouts', name: 'Night batch', kind: 'added' },
        { name: 'Year end', kind: 'added' },
      ],
    },
  });
  expect((await http('/plan/apply', { key: planner.secret, body })).status).toBe(409);
  expect((await http('/plan/apply', { key: agent.secret, body: { document } })).status).toBe(403);
});

it('says what is wrong with a window, and where', async () => {
  const migration = await makeMigration();
  const { secret } = await makeKey(migration, { scopes: ['plan'] });
  const { document } = await as(migration.lead).plan.get({ slug: migration.slug });
  const wrong = [night, night, { ...night, name: 'a', from: '25:00' }, { ...close, to: close.from }];
  const refused = await http('/plan/apply', { key: secret, body: { document: { ...document, blackouts: wrong } } });
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({
    error: {
      problems: [
        { pointer: '/document/blackouts/2/from', message: expect.stringContaining('must be a time of day') },
        { pointer: '/document/blackouts/3/to', message: 'must be after its beginning' },
      ],
    },
  });
  const twice = await http('/plan/apply', {
    key: secret,
    body: { document: { ...document, blackouts: [night, night] } },
  });
  expect(twice).toMatchObject({ status: 422, body: { error: { problems: [{ pointer: '/blackouts/1/name' }] } } });
});
