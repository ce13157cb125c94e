import { describe, expect, it, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { db } from '../db.ts';
import { newId } from '../new-id.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeKey, makeMember } from '../testing/factory.ts';
import { countRun } from '../testing/runs.ts';

/** A plan with something of every part that is marked, of which nobody has said or sent anything; its lead at noon. */
async function makePlan() {
  const made = await makeCleanMigration(1);
  const { id: migrationId, slug, lead } = made.migration;
  const now = made.noon(0);
  const caller = as(lead, at(now));
  const { document } = await caller.plan.get({ slug });
  const window = { from: new Date(now.getTime() + DAY_MS).toISOString(), to: made.noon(2).toISOString() };
  await caller.plan.replace({
    migrationId,
    document: {
      ...document,
      scenarios: [{ name: 'Refund' }],
      inventory: [{ name: 'Nightly feed', kind: 'integration' }],
      cohorts: [{ name: 'Pilot', members: [{ name: 'ACME', priority: 1 }] }],
      attestations: [{ name: 'Variances', statement: 'Understood.' }],
      calendar: [{ name: 'Move', kind: 'maintenance', ...window }],
      workstreams: [{ name: 'Data' }],
    },
  });
  const mark = (part: string, name: string, status: string, member: string | null = null) =>
    as(lead, at(now)).plan.mark({ migrationId, part, name, status, member } as Parameters<typeof caller.plan.mark>[0]);
  const checkId = (kind: string) => made.checkIds[`payouts/${kind}`] ?? '';
  const telemetry = async (age: number) => {
    const side = { requests: 2_000, errors: 900, failedTransactions: 0, latency: [{ upToMs: '50', count: 2_000 }] };
    const minute = new Date(now.getTime() - age).toISOString();
    const points = [{ checkId: checkId('performance'), at: minute, legacy: side, target: side }];
    return await as(made.key.actor, at(now)).ingest.metrics({ protocol: 1, points });
  };
  /** Asks for less, and tells what of it waits for a second person. */
  const waitsAfterLoosening = async () => {
    const current = (await caller.plan.get({ slug })).document;
    const [, ...criteria] = current.criteria;
    await caller.plan.replace({ migrationId, document: { ...current, criteria } });
    return (await caller.approval.listWaiting({ slug })).filter(({ kind }) => kind === 'plan').length;
  };
  return { ...made, migrationId, now, caller, mark, checkId, telemetry, waitsAfterLoosening };
}
type Plan = Awaited<ReturnType<typeof makePlan>>;

/** Everything that a verdict reads beside the plan, by the table in which it comes first. */
const starts: Record<string, Record<string, (plan: Plan) => Promise<unknown>>> = {
  run_receipt: {
    'a run': ({ submit, checkId, now }) => submit(countRun({ checkId: checkId('record_count'), at: now }), now),
    'a run that is only opened': ({ key, checkId, now }) =>
      as(key.actor, at(now)).ingest.openRun({
        protocol: 1,
        runId: newId(),
        checkId: checkId('field_level'),
        kind: 'field_level',
      }),
    'a run that failed': ({ submit, checkId, now }) =>
      submit(
        { ...countRun({ checkId: checkId('record_count'), at: now }), failure: { message: 'no connection' } },
        now,
      ),
  },
  metric_hour: { telemetry: ({ telemetry }) => telemetry(60_000) },
  late_evidence: {
    'telemetry that waits for a second person': async ({ telemetry }) =>
      expect(await telemetry(73 * HOUR_MS)).toMatchObject({ waiting: 1 }),
  },
  plan_mark: {
    'a scenario that failed': ({ mark }) => mark('scenarios', 'Refund', 'failed'),
    'a scenario that passed': ({ mark }) => mark('scenarios', 'Refund', 'passed'),
    'an item of the inventory': ({ mark }) => mark('inventory', 'Nightly feed', 'not_documented'),
    'a member of a cohort': ({ mark }) => mark('cohorts', 'Pilot', 'failed', 'ACME'),
    'a statement that somebody attested': ({ mark }) => mark('attestations', 'Variances', 'attested'),
    'maintenance that somebody approved': async ({ migrationId, now }) =>
      await as(await makeMember(migrationId, 'finance'), at(now)).plan.approveWindow({ migrationId, name: 'Move' }),
  },
  waiver: {
    'a waiver that was asked for': async ({ migrationId, caller, now }) => {
      const [criterion] = await caller.criterion.list({ migrationId });
      const expiresAt = new Date(now.getTime() + DAY_MS).toISOString();
      const asked = { migrationId, criterionId: criterion?.id ?? '', reason: 'The contract ends.', expiresAt };
      return await caller.waiver.request(asked);
    },
  },
  decision: {
    'a decision': async ({ migrationId, caller }) => {
      const { id: decisionId } = await caller.decision.freeze({ migrationId });
      const proposal = { migrationId, decisionId, outcome: 'no_go' as const, reason: 'Not yet.' };
      const { proposedAt } = await caller.decision.propose(proposal);
      return await caller.decision.take({ migrationId, decisionId, proposedAt });
    },
  },
};
/** The plan itself. */
const planned = [
  'approved_plan',
  'criterion',
  'dataset',
  'domain',
  'migration',
  'plan_change',
  'plan_check',
  'plan_item',
  'plan_version',
];
/** What is made of the above, and cannot be there before it. */
const follows = [
  'audit_seal',
  'check_day',
  'check_latest',
  'decision_condition',
  'discrepancy',
  'discrepancy_span',
  'mark_approval',
  'verdict_change',
];

describe('from the first of it on, what loosens waits for a second person', () => {
  const kinds = Object.values(starts).flatMap((ways) => Object.entries(ways));
  test.each(kinds)('%s', async (_, happens) => {
    const plan = await makePlan();
    await happens(plan);
    expect(await plan.waitsAfterLoosening()).toBe(1);
  });

  it('is of every table that a verdict reads, unless it is the plan or made of it', async () => {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE t.tgname = 'note_verdict_input' AND t.tgparentid = 0`;
    const known = [...Object.keys(starts), ...planned, ...follows];
    expect(tables.map(({ name }) => name).sort()).toEqual(known.sort());
  });
});

describe('a plan is still being made', () => {
  it('while nobody has said or sent anything', async () => {
    expect(await (await makePlan()).waitsAfterLoosening()).toBe(0);
  });

  it('while work on it is marked that no verdict reads, a key is made and a meeting is only frozen', async () => {
    const plan = await makePlan();
    const { migrationId, caller } = plan;
    await plan.mark('workstreams', 'Data', 'in_progress');
    await makeKey(plan.migration);
    await caller.decision.freeze({ migrationId });
    expect(await plan.waitsAfterLoosening()).toBe(0);
  });
});

it('what evidence will be filed by cannot change any more', async () => {
  const plan = await makePlan();
  const { document } = await plan.caller.plan.get({ slug: plan.migration.slug });
  const migration = { ...document.migration, timeZone: 'Pacific/Kiritimati' };
  await plan.mark('scenarios', 'Refund', 'failed');
  const change = plan.caller.plan.replace({ migrationId: plan.migrationId, document: { ...document, migration } });
  await expect(change).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
});
