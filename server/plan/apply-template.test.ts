import { describe, expect, it } from 'vitest';
import { templateNames } from '#core/templates/names.ts';
import { planOf } from '#core/templates/plan-of.ts';
import { templateOf } from '#core/templates/registry.ts';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { makeDatasets, makeMember, makeMigration, makeUser } from '../testing/factory.ts';

const startOn = '2026-11-02';
const dataset = { name: 'payouts', legacyRef: 'PAYOUT', targetRef: 'payouts' };

describe('plan.applyTemplate', () => {
  it.each(templateNames)(
    'makes the whole plan of an empty migration, and nothing the second time: %s',
    async (template) => {
      const { id: migrationId, slug, lead } = await makeMigration();
      const caller = as(lead);
      const preview = await caller.plan.previewTemplate({ migrationId, template, startOn });
      expect(preview.problems).toEqual([]);
      expect((await caller.plan.get({ slug })).document.phases).toEqual([]);
      const applied = await caller.plan.applyTemplate({ migrationId, template, startOn });
      expect(applied.changes).toEqual(preview.changes);
      const { document, gaps, planVersion } = await caller.plan.get({ slug });
      const wanted = planOf(templateOf(template), { startOn, migration: document.migration });
      const byKey = (plan: typeof document) => plan.criteria.toSorted((a, b) => a.key.localeCompare(b.key));
      expect({ ...document, criteria: byKey(document) }).toEqual({ ...wanted, criteria: byKey(wanted) });
      expect(gaps).toEqual([]);
      const again = await caller.plan.applyTemplate({ migrationId, template, startOn });
      expect(again).toEqual({ planVersion, changes: [] });
      const entries = await db.auditEntry.findMany({ where: { migrationId, action: 'plan.templateApplied' } });
      expect(entries.map(({ content }) => JSON.parse(content).after)).toMatchObject([
        { template, startOn, planVersion },
      ]);
    },
  );

  it('keeps datasets, checks, criteria and ids that are there', async () => {
    const migration = await makeMigration();
    const { id: migrationId, slug, lead } = migration;
    const schedule = { everyMs: 3_600_000, graceMs: 60_000 };
    await makeDatasets(migration, [
      { name: 'links', ownerTeam: 'Old hands', checks: [{ kind: 'record_count', schedule }] },
      dataset,
    ]);
    const caller = as(lead);
    const before = await caller.criterion.list({ migrationId });
    await caller.plan.applyTemplate({ migrationId, template: 'affiliate-platform', startOn });
    const { document } = await caller.plan.get({ slug });
    expect(document.datasets.map(({ name, checks }) => [name, checks.map(({ kind }) => kind).toSorted()])).toEqual([
      ['links', ['record_count']],
      ['payouts', ['checksum', 'field_level', 'record_count', 'schema']],
    ]);
    expect(document.teams.map(({ name }) => name)).toContain('Old hands');
    const after = await caller.criterion.list({ migrationId });
    for (const { key, id } of before) expect(after.find((one) => one.key === key)?.id, key).toBe(id);
    expect(after.find(({ key }) => key === 'critical-free-streak')?.gates).toEqual(['Stabilization']);
  });

  it('is for the lead', async () => {
    const { id: migrationId } = await makeMigration();
    const engineer = await makeMember(migrationId, 'engineer');
    const input = { migrationId, template: 'affiliate-platform', startOn } as const;
    await expect(as(engineer).plan.applyTemplate(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as(engineer).plan.previewTemplate(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await as(engineer).plan.templates({})).map(({ name }) => name)).toEqual(templateNames);
  });
});

describe('with a template', () => {
  it('a migration is created with its whole plan, and its criteria are judged', async () => {
    const caller = as(await makeUser({ isAdmin: true }));
    const slug = 'partners';
    const head = await caller.migration.create({
      slug,
      name: 'Partners',
      legacySystem: 'A',
      targetSystem: 'B',
      timeZone: 'UTC',
      currency: 'EUR',
      template: { name: 'affiliate-platform', startOn },
    });
    const { document, planVersion } = await caller.plan.get({ slug });
    expect(head.planVersion).toBe(planVersion);
    expect(document.phases[0]).toMatchObject({ name: 'Discovery', plannedFrom: startOn, plannedTo: '2026-11-22' });
    const { gate, criteria } = await caller.verdict.get({ slug });
    expect(gate).toBe('Discovery');
    expect(criteria.map(({ metric }) => metric)).toEqual(['inventory_documented']);
  });

  it('a new dataset without checks gets those of the template; one that is declared again keeps what it has', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const caller = as(lead);
    await caller.plan.applyTemplate({ migrationId, template: 'database-to-warehouse', startOn });
    const first = await caller.dataset.declare({ migrationId, datasets: [dataset] });
    expect(first.checks.map(({ kind }) => kind).toSorted()).toEqual([
      'checksum',
      'field_level',
      'record_count',
      'schema',
    ]);
    const again = await caller.dataset.declare({ migrationId, datasets: [dataset] });
    expect(again.planVersion).toBe(first.planVersion);
    const schedule = { everyMs: 60_000, graceMs: 0 };
    const own = { ...dataset, name: 'own', checks: [{ kind: 'record_count' as const, schedule }] };
    const more = await caller.dataset.declare({ migrationId, datasets: [own] });
    expect(more.checks).toHaveLength(1);
  });
});
