import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlanYaml } from '#core/plan/read-plan-yaml.ts';
import { writePlanYaml } from '#core/plan/write-plan-yaml.ts';
import { arbitraryPlan } from '#core/testing/arbitrary-plan.ts';
import { db } from '../db.ts';
import { as, http } from '../testing/call.ts';
import { makeKey, makeMigration } from '../testing/factory.ts';

const now = () => new Date();

describe('a plan as code', () => {
  it('is exported, applied and exported again byte for byte, whatever its texts are', async () => {
    const { id: migrationId, slug, lead } = await makeMigration();
    const caller = as(lead);
    const exported = async () => writePlanYaml((await caller.plan.get({ slug })).document);
    await fc.assert(
      fc.asyncProperty(arbitraryPlan, async (plan) => {
        const wanted = { ...plan, migration: { ...plan.migration, slug } };
        await caller.plan.replace({ migrationId, document: wanted });
        const file = await exported();
        expect(file).toBe(writePlanYaml(wanted));
        const { document } = readPlanYaml(file);
        if (!document) throw new Error('What was exported cannot be read.');
        expect(await caller.plan.preview({ migrationId, document })).toMatchObject({ changes: [] });
        const { planVersion } = await caller.plan.get({ slug });
        expect(await caller.plan.replace({ migrationId, document, basedOn: planVersion })).toEqual({
          planVersion,
          changes: [],
        });
        expect(await exported()).toBe(file);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('changes nothing where only the order of things without order is another', async () => {
    const { id: migrationId, slug, lead } = await makeMigration();
    const caller = as(lead);
    const { document } = await caller.plan.get({ slug });
    const teams = [{ name: 'Finance' }, { name: 'BI' }];
    const { planVersion } = await caller.plan.replace({ migrationId, document: { ...document, teams } });
    const shuffled = { ...document, teams: teams.toReversed(), criteria: document.criteria.toReversed() };
    expect(await caller.plan.replace({ migrationId, document: shuffled })).toEqual({ planVersion, changes: [] });
    expect(await db.planVersion.count({ where: { migrationId } })).toBe(planVersion);
  });
});

describe('plan.preview', () => {
  it('says over HTTP what would change, writes nothing, and refuses what replace would refuse', async () => {
    const migration = await makeMigration({ now });
    const { secret: key } = await makeKey(migration, { scopes: ['read'], now });
    const caller = as(migration.lead, now);
    const { document, planVersion } = await caller.plan.get({ slug: migration.slug });
    const wanted = { ...document, phases: [{ name: 'Shadow' }] };
    const ask = (body: object, more: object = { key }) => http('/plan/preview', { body, ...more });
    expect(await ask({ document: wanted })).toMatchObject({
      status: 200,
      body: { planVersion, changes: [{ part: 'phases', name: 'Shadow', kind: 'added' }] },
    });
    expect((await caller.plan.get({ slug: migration.slug })).document.phases).toEqual([]);
    const wrong = {
      ...wanted,
      migration: { ...document.migration, slug: 'another' },
      responsibilities: [{ name: 'phase Nowhere', accountable: 'Lea' }],
    };
    expect(await ask({ document: wrong })).toMatchObject({
      status: 422,
      body: {
        error: { problems: [{ pointer: '/responsibilities/0/name' }, { pointer: '/migration/slug' }] },
      },
    });
    expect((await ask({ document: { parallax: 2 } })).status).toBe(400);
    expect((await ask({ document: wanted }, { headers: { authorization: 'Bearer plx_no' } })).status).toBe(401);
    const { secret } = await makeKey(migration, { scopes: ['ingest'], now });
    expect((await ask({ document: wanted }, { key: secret })).status).toBe(403);
  });
});
