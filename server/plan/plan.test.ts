import { describe, expect, it } from 'vitest';
import { standardCriteria } from '#core/plan/standard-criteria.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { db } from '../db.ts';
import { as } from '../testing/call.ts';
import { at, makeKey, makeMigration, makeUser } from '../testing/factory.ts';

const payouts = {
  name: 'payouts',
  domain: 'money',
  legacyRef: 'PAYOUT',
  targetRef: 'public.payouts',
  keyColumns: ['id'],
  columns: [
    { name: 'id', legacy: 'PAYOUT_ID' },
    { name: 'iban', sensitive: true },
  ],
  checks: [{ kind: 'field_level' as const, schedule: { everyMs: 3_600_000, graceMs: 60_000 } }],
};

const auditOf = async (migrationId: string, action: string) =>
  (await db.auditEntry.findMany({ where: { migrationId, action }, orderBy: { id: 'asc' } })).map(({ content }) =>
    JSON.parse(content),
  );

describe('migration.create', () => {
  it('makes a migration with the standard criteria, a first plan version and its creator as lead', async () => {
    const admin = await makeUser({ isAdmin: true });
    const caller = as(admin);
    const input = {
      slug: 'core-banking',
      name: 'Core',
      legacySystem: 'A',
      targetSystem: 'B',
      timeZone: 'UTC',
      currency: 'EUR',
    };
    const head = await caller.migration.create(input);
    expect(head).toMatchObject({ ...input, planVersion: 1 });
    const { role, permissions, migration } = await caller.migration.get({ slug: 'core-banking' });
    expect([role, migration.id]).toEqual(['lead', head.id]);
    expect(permissions).toContain('plan.edit');
    const criteria = await caller.criterion.list({ migrationId: head.id });
    expect(criteria.map(({ id: _, ...rest }) => rest)).toEqual(standardCriteria);
    expect(await auditOf(head.id, 'migration.created')).toMatchObject([{ subject: { id: head.id }, after: input }]);
    await expect(caller.migration.create(input)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('dataset.declare', () => {
  it('creates, changes by name, removes nothing, and keeps every version with its hash', async () => {
    const migration = await makeMigration();
    const migrationId = migration.id;
    const caller = as(migration.lead);
    const first = await caller.dataset.declare({
      migrationId,
      datasets: [payouts, { ...payouts, name: 'links', checks: [] }],
    });
    expect(first.planVersion).toBe(2);
    expect(first.datasets.map(({ name }) => name)).toEqual(['payouts', 'links']);

    const second = await caller.dataset.declare({ migrationId, datasets: [{ ...payouts, criticality: 'critical' }] });
    expect(second.planVersion).toBe(3);
    expect(second.datasets[0]?.id).toBe(first.datasets[0]?.id);
    expect(second.checks).toEqual(first.checks);
    const listed = await caller.dataset.list({ migrationId });
    expect(listed.map(({ name, criticality }) => [name, criticality])).toEqual([
      ['links', 'normal'],
      ['payouts', 'critical'],
    ]);
    expect(listed[1]?.columns[1]).toEqual({ name: 'iban', sensitive: true, ignore: false });
    expect(await caller.domain.list({ migrationId })).toMatchObject([{ name: 'money' }]);

    const versions = await db.planVersion.findMany({ where: { migrationId }, orderBy: { version: 'asc' } });
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [1, 'migration.created'],
      [2, 'plan.declared'],
      [3, 'plan.declared'],
    ]);
    for (const { content, hash } of versions) {
      expect(sha256(content)).toBe(hash);
      expect(canonicalJson(JSON.parse(content))).toBe(content);
    }
    expect(JSON.parse(versions[2]?.content ?? '').datasets).toHaveLength(2);
  });

  it('changes nothing when the same is said again', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const caller = as(lead);
    await caller.dataset.declare({ migrationId, datasets: [payouts] });
    const events = await db.outboxEvent.count({ where: { migrationId } });
    const again = await caller.dataset.declare({ migrationId, datasets: [payouts] });
    expect(again.planVersion).toBe(2);
    expect(await auditOf(migrationId, 'plan.declared')).toHaveLength(1);
    expect(await db.outboxEvent.count({ where: { migrationId } })).toBe(events);
  });

  it('names everything that does not add up, at once, and saves none of it', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const twice = { ...payouts, keyColumns: ['id', 'id'], columns: [{ name: 'id', ignore: true }] };
    const refused = as(lead).dataset.declare({ migrationId, datasets: [payouts, twice] });
    await expect(refused).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      cause: {
        problems: [
          { pointer: '/datasets/1/name' },
          { pointer: '/datasets/1/keyColumns/1' },
          { pointer: '/datasets/1/columns/0/ignore' },
        ],
      },
    });
    expect(await db.dataset.count({ where: { migrationId } })).toBe(0);
  });

  it('refuses a wave beyond what is kept, with its place', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const declared = (wave: number) => as(lead).dataset.declare({ migrationId, datasets: [{ ...payouts, wave }] });
    await expect(declared(31_536_000_000)).rejects.toMatchObject({
      cause: { problems: [{ pointer: '/datasets/0/wave', message: 'must be at most 10,000' }] },
    });
    await declared(10_000);
  });

  it('takes a key with the scope, for its own migration and datasets', async () => {
    const migration = await makeMigration();
    const { actor } = await makeKey(migration, { scopes: ['plan'] });
    const declared = await as(actor).dataset.declare({ datasets: [payouts] });
    const restricted = await makeKey(migration, { scopes: ['plan'], datasetIds: [declared.datasets[0]?.id ?? ''] });
    await as(restricted.actor).dataset.declare({ datasets: [{ ...payouts, wave: 2 }] });
    await expect(
      as(restricted.actor).dataset.declare({ datasets: [{ ...payouts, name: 'other' }] }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await db.dataset.count({ where: { migrationId: migration.id } })).toBe(1);
  });

  it('numbers versions without gap when many declare at once', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const names = Array.from({ length: 8 }, (_, i) => `d${i}`);
    const all = await Promise.all(
      names.map(async (name) => await as(lead).dataset.declare({ migrationId, datasets: [{ ...payouts, name }] })),
    );
    expect(all.map(({ planVersion }) => planVersion).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('check.update and criterion.update', () => {
  it('write before and after, and the next plan version', async () => {
    const { id: migrationId, lead } = await makeMigration();
    const caller = as(lead, at('2026-03-03T10:00:00Z'));
    const { checks } = await caller.dataset.declare({ migrationId, datasets: [payouts] });
    const checkId = checks[0]?.id ?? '';
    const schedule = { everyMs: 60_000, graceMs: 0 };
    expect(await caller.check.update({ migrationId, checkId, schedule, enabled: false })).toEqual({ planVersion: 3 });
    expect(await caller.check.list({ migrationId })).toMatchObject([{ id: checkId, schedule, enabled: false }]);
    expect(await auditOf(migrationId, 'check.updated')).toMatchObject([
      { before: { enabled: true }, after: { enabled: false, schedule, planVersion: 3 } },
    ]);

    const [streak] = await caller.criterion.list({ migrationId });
    const criterionId = streak?.id ?? '';
    expect(await caller.criterion.update({ migrationId, criterionId, threshold: '7' })).toEqual({ planVersion: 4 });
    expect(await auditOf(migrationId, 'criterion.updated')).toMatchObject([
      { before: { threshold: '30', blocking: true }, after: { threshold: '7', blocking: true } },
    ]);
    await expect(caller.criterion.update({ migrationId, criterionId, threshold: null })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
    });
  });

  it('do not reach into another migration, even with its ids', async () => {
    const one = await makeMigration();
    const two = await makeMigration();
    const [criterion] = await as(two.lead).criterion.list({ migrationId: two.id });
    const reach = as(one.lead).criterion.update({
      migrationId: one.id,
      criterionId: criterion?.id ?? '',
      threshold: '1',
    });
    await expect(reach).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await as(two.lead).criterion.list({ migrationId: two.id })).toContainEqual(criterion);
  });
});
