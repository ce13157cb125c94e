import { describe, expect, it } from 'vitest';
import type { PlanDocumentInput } from '#core/plan/document.ts';
import { db } from '../db.ts';
import { answerForKey } from '../testing/answer-for-key.ts';
import { as } from '../testing/call.ts';
import { at, makeKey, makeMember, makeMigration } from '../testing/factory.ts';
import { fieldRun, scenarioRun } from '../testing/runs.ts';

const NOON = '2026-03-02T11:00:00Z';
const daily = { everyMs: 86_400_000, graceMs: 3_600_000 };

const dataset = (name: string, kinds: ('field_level' | 'scenario')[] = ['field_level']) => ({
  name,
  legacyRef: name,
  targetRef: name,
  keyColumns: ['id'],
  columns: [{ name: 'amount' }],
  checks: kinds.map((kind) => ({ kind, schedule: daily })),
});

async function makePlan() {
  const migration = await makeMigration();
  const slug = migration.slug;
  const caller = as(migration.lead);
  const { document } = await caller.plan.get({ slug });
  const wanted: PlanDocumentInput = {
    ...document,
    settings: { committedOn: '2026-06-30' },
    teams: [{ name: 'Finance' }, { name: 'Platform' }],
    phases: [{ name: 'Shadow' }, { name: 'Full' }],
    responsibilities: [{ name: 'phase Shadow', accountable: 'Lea', deputy: 'Max' }],
    scenarios: [{ name: 'Refund', team: 'Finance' }],
    cohorts: [{ name: 'Pilot', pilot: true, members: [{ name: 'ACME', priority: 1 }] }],
    calendar: [{ name: 'Patch', kind: 'maintenance', from: '2026-03-04T00:00:00Z', to: '2026-03-05T00:00:00Z' }],
    datasets: [dataset('payouts', ['field_level', 'scenario']), dataset('links')],
  };
  return { migration, migrationId: migration.id, slug, caller, document, wanted };
}

describe('plan.replace', () => {
  it('makes the plan what the document says, gives the same back, and changes nothing the second time', async () => {
    const { migrationId, slug, caller, wanted } = await makePlan();
    const applied = await caller.plan.replace({ migrationId, document: wanted });
    expect(applied.changes.map(({ part, kind }) => `${kind} ${part}`)).toContain('added phases');
    const { document, planVersion, gaps } = await caller.plan.get({ slug });
    expect(planVersion).toBe(applied.planVersion);
    expect(document.phases.map(({ name }) => name)).toEqual(['Shadow', 'Full']);
    expect(document.datasets.map(({ name }) => name)).toEqual(['payouts', 'links']);
    expect(gaps).toContainEqual({ subject: 'phase Full', missing: 'accountable' });
    const again = await caller.plan.replace({ migrationId, document, basedOn: planVersion });
    expect(again).toEqual({ planVersion, changes: [] });
    expect(await db.auditEntry.count({ where: { migrationId, action: 'plan.applied' } })).toBe(1);
  });

  it('removes what is not named, but never what evidence stands on', async () => {
    const { migration, migrationId, slug, caller, wanted } = await makePlan();
    await caller.plan.replace({ migrationId, document: wanted });
    const checks = await caller.check.list({ migrationId });
    const field = checks.find(({ kind }) => kind === 'field_level');
    const key = await makeKey(migration);
    await as(key.actor, at(NOON)).ingest.submitRun(fieldRun({ checkId: field?.id ?? '', at: NOON }));
    const { document } = await caller.plan.get({ slug });
    const names = (await caller.dataset.list({ migrationId })).filter(({ id }) => id === field?.datasetId);
    const without = { ...document, datasets: document.datasets.filter(({ name }) => name !== names[0]?.name) };
    await expect(caller.plan.replace({ migrationId, document: without })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      cause: { problems: [{ pointer: '/datasets' }] },
    });
    const other = {
      ...document,
      datasets: document.datasets.filter(({ name }) => name === names[0]?.name),
      scenarios: [],
    };
    await caller.plan.replace({ migrationId, document: other });
    const after = await caller.plan.get({ slug });
    expect([after.document.datasets.length, after.document.scenarios.length]).toEqual([1, 0]);
  });

  it('writes nothing of a plan that does not add up, or that was made from an older version', async () => {
    const { migrationId, slug, caller, wanted } = await makePlan();
    const wrong = { ...wanted, responsibilities: [{ name: 'phase Nowhere', accountable: 'Lea' }] };
    await expect(caller.plan.replace({ migrationId, document: wrong })).rejects.toMatchObject({
      cause: { problems: [{ pointer: '/responsibilities/0/name' }] },
    });
    expect((await caller.plan.get({ slug })).document.phases).toEqual([]);
    await caller.plan.replace({ migrationId, document: wanted });
    await expect(caller.plan.replace({ migrationId, document: wanted, basedOn: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('keeps the id of a criterion through changes of it', async () => {
    const { migrationId, slug, caller } = await makePlan();
    const before = await caller.criterion.list({ migrationId });
    const { document } = await caller.plan.get({ slug });
    const criteria = document.criteria.map((one) =>
      one.key === 'field-match-rate' ? { ...one, threshold: '0.99' } : one,
    );
    await caller.plan.replace({ migrationId, document: { ...document, criteria } });
    const after = await caller.criterion.list({ migrationId });
    expect(after.map(({ id, key }) => [id, key])).toEqual(before.map(({ id, key }) => [id, key]));
    expect(after.find(({ key }) => key === 'field-match-rate')?.threshold).toBe('0.99');
  });
});

describe('plan.mark', () => {
  it('adds what became of an item; the newest holds', async () => {
    const { migration, migrationId, slug, caller, wanted } = await makePlan();
    await caller.plan.replace({ migrationId, document: wanted });
    const finance = await makeMember(migrationId, 'finance');
    await as(finance, at(NOON)).plan.mark({
      migrationId,
      part: 'scenarios',
      name: 'Refund',
      status: 'passed',
      note: 'by hand',
    });
    const { marks } = await caller.plan.get({ slug });
    expect(marks).toMatchObject([
      { part: 'scenarios', name: 'Refund', status: 'passed', byId: finance.id, runId: null },
    ]);
    const wrong = [
      { part: 'scenarios', name: 'Refund', status: 'validated' },
      { part: 'cohorts', name: 'Pilot', status: 'validated' },
      { part: 'cohorts', name: 'Pilot', member: 'Nobody', status: 'validated' },
      { part: 'teams', name: 'Finance', status: 'done' },
    ] as const;
    for (const mark of wrong) {
      await expect(caller.plan.mark({ migrationId, ...mark })).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    }
    await caller.plan.mark({ migrationId, part: 'cohorts', name: 'Pilot', member: 'ACME', status: 'validated' });
    expect(await db.auditEntry.count({ where: { migrationId, action: 'plan.marked' } })).toBe(2);
    const key = await makeKey(migration, { scopes: ['ingest'] });
    await expect(
      as(key.actor).plan.mark({ part: 'scenarios', name: 'Refund', status: 'failed' }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('keeps everything that was said about an item, page by page, newest first', async () => {
    const { migrationId, caller, wanted, migration } = await makePlan();
    await caller.plan.replace({ migrationId, document: wanted });
    const say = (minute: number, status: string) =>
      as(migration.lead, at(`2026-03-02T11:0${minute}:00Z`)).plan.mark({
        migrationId,
        part: 'scenarios',
        name: 'Refund',
        status,
      });
    for (const [minute, status] of ['failed', 'skipped', 'passed'].entries()) await say(minute, status);
    await caller.plan.mark({ migrationId, part: 'cohorts', name: 'Pilot', member: 'ACME', status: 'validated' });
    const asked = { migrationId, part: 'scenarios', name: 'Refund', limit: 2 } as const;
    const first = await caller.plan.history(asked);
    expect(first.items.map(({ status, superseded }) => [status, superseded])).toEqual([
      ['passed', false],
      ['skipped', false],
    ]);
    const second = await caller.plan.history({ ...asked, cursor: first.nextCursor });
    expect(second.items.map(({ status }) => status)).toEqual(['failed']);
    expect(second.nextCursor).toBeNull();
    const of = { migrationId, part: 'cohorts', name: 'Pilot' } as const;
    expect((await caller.plan.history({ ...of, member: 'ACME' })).items).toHaveLength(1);
    expect((await caller.plan.history({ ...of, member: 'Other' })).items).toEqual([]);
    expect((await caller.plan.history(of)).items).toHaveLength(1);
    await expect(caller.plan.history({ ...asked, cursor: 'x' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('takes what a scenario run says, as of its watermark, until a corrected run replaces it', async () => {
    const { migration, migrationId, slug, caller, wanted } = await makePlan();
    await caller.plan.replace({ migrationId, document: wanted });
    const check = (await caller.check.list({ migrationId })).find(({ kind }) => kind === 'scenario');
    const key = await makeKey(migration);
    const base = { checkId: check?.id ?? '', at: NOON };
    const failed = scenarioRun(base, [{ name: 'Refund', result: 'failed', message: 'off by a cent' }]);
    await as(key.actor, at(NOON)).ingest.submitRun(failed);
    const marked = async () => (await caller.plan.get({ slug })).marks.map(({ status, runId }) => [status, runId]);
    expect(await marked()).toEqual([['failed', failed.runId]]);
    const corrected = { ...scenarioRun(base, [{ name: 'Refund', result: 'passed' }]), supersedesRunId: failed.runId };
    await as(key.actor, at('2026-03-02T12:00:00Z')).ingest.submitRun(corrected);
    expect(await marked()).toEqual([['passed', corrected.runId]]);
    const { items } = await caller.plan.history({ migrationId, part: 'scenarios', name: 'Refund' });
    expect(items.map(({ status, superseded }) => [status, superseded]).toSorted()).toEqual([
      ['failed', true],
      ['passed', false],
    ]);
  });

  it('wants a second person for a maintenance window', async () => {
    const { migrationId, caller, wanted } = await makePlan();
    await caller.plan.replace({ migrationId, document: wanted });
    const window = { migrationId, name: 'Patch' };
    await expect(caller.plan.approveWindow(window)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const engineer = await makeMember(migrationId, 'engineer');
    for (const approved of [true, false])
      await expect(as(engineer).plan.approveWindow({ ...window, approved })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    // Whoever approves, also who marks nothing else; and there is no other way.
    for (const role of ['finance', 'stakeholder'] as const) {
      const member = await makeMember(migrationId, role);
      const approval = await as(member).plan.approveWindow({ ...window, note: 'agreed' });
      expect(approval).toMatchObject({ part: 'calendar', name: 'Patch', status: 'approved', byId: member.id });
      expect(await as(member).plan.approveWindow({ ...window, approved: false })).toMatchObject({
        status: 'withdrawn',
      });
    }
    const mark = { migrationId, part: 'calendar', name: 'Patch', status: 'approved' } as const;
    await expect(as(engineer).plan.mark(mark)).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    await expect(caller.plan.approveWindow({ migrationId, name: 'Nowhere' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('counts a window that a key entered as entered by who made the key', async () => {
    const { migration, migrationId, caller, wanted } = await makePlan();
    const key = await makeKey(migration, { scopes: ['plan'] });
    await as(key.actor).plan.replace({ document: wanted });
    const window = { migrationId, name: 'Patch' };
    await expect(caller.plan.approveWindow(window)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = await makeMember(migrationId, 'bi');
    await answerForKey(caller, migration);
    expect(await as(other).plan.approveWindow(window)).toMatchObject({ status: 'approved' });
  });
});
