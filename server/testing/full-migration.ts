import { HOUR_MS } from '#core/time/units.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { recordVerdictChanges } from '../jobs/record-verdict-changes.ts';
import { sealAudit } from '../jobs/seal-audit.ts';
import { newId } from '../new-id.ts';
import { flushRequests } from '../request-log/note-request.ts';
import { as, http } from './call.ts';
import { type CleanMigration, makeCleanMigration } from './clean-migration.ts';
import { at, makeKey, makeMember } from './factory.ts';
import { fillEmptyTables } from './fill-empty-tables.ts';
import { makeShare } from './make-share.ts';
import { fieldRun, modified } from './runs.ts';

/** The ids by which inputs name things of a migration, by the name of the field. */
export type Things = Record<string, string>;

export type FullMigration = CleanMigration & { things: Things };

/** Two migrations that have something in every table. */
export async function makeFullMigrations(): Promise<[FullMigration, FullMigration]> {
  const both: [FullMigration, FullMigration] = [await makeFullMigration(), await makeFullMigration()];
  await sealAudit(systemContext('sealer'), {});
  // Not sealed: the audit trail has an entry that waits.
  for (const { migration } of both) {
    await as(migration.lead).member.invite({ migrationId: migration.id, email: `${newId()}@example.org`, role: 'bi' });
    await fillEmptyTables(migration.id);
  }
  return both;
}

async function makeFullMigration(): Promise<FullMigration> {
  const made = await makeCleanMigration(3, ['payouts', 'clicks']);
  const { migration, key, noon, checkIds } = made;
  const now = noon(0);
  const later = at(new Date(now.getTime() + HOUR_MS));
  await made.cleanDay(now);
  await made.submit(
    fieldRun({ checkId: checkIds['payouts/field_level'] ?? '', at: later() }, { amount: 3, missing: 2 }),
    later(),
  );
  const runId = await chunkedRun(made, later);
  const agent = as(key.actor, later);
  const side = { requests: 9, errors: 0, failedTransactions: 0, latency: [{ upToMs: '50', count: 9 }] };
  const point = { checkId: checkIds['payouts/performance'] ?? '', at: now.toISOString(), legacy: side, target: side };
  await agent.ingest.metrics({ protocol: 1, points: [point] });
  await agent.ingest.heartbeat({
    protocol: 1,
    agent: { name: 'nightly', version: '1' },
    // An hour behind.
    clock: now.toISOString(),
    backlog: 0,
  });
  const real = await makeKey(migration, { now: () => new Date() });
  await http('/migration', { key: real.secret });
  const token = await makeShare(migration, ['go_no_go']);
  await http('/verdict', { key: token });
  const [link] = await as(migration.lead).share.list({ migrationId: migration.id });
  await flushRequests(systemContext('test'));
  await recordVerdictChanges(systemContext('record-verdict-changes', { now: later }));
  const logged = await db.requestLog.findFirstOrThrow({ where: { keyId: key.id }, select: { id: true } });
  const member = await makeMember(migration.id, 'bi');
  const lead = as(migration.lead, later);
  await lead.member.changeRole({ migrationId: migration.id, userId: member.id, role: 'finance' });
  const { items } = await lead.discrepancy.list({ migrationId: migration.id, view: 'all' });
  const [criterion] = await lead.criterion.list({ migrationId: migration.id });
  await lead.criterion.update({ migrationId: migration.id, criterionId: criterion?.id ?? '', threshold: '2' });
  const waiver = await lead.waiver.request({
    migrationId: migration.id,
    criterionId: criterion?.id ?? '',
    reason: 'for a while',
    expiresAt: new Date(later().getTime() + HOUR_MS).toISOString(),
  });
  // So late that it waits for a second person.
  // By a key whose clock nobody doubts.
  const spooled = as((await makeKey(migration, { now: at(now) })).actor, at(noon(5)));
  await spooled.ingest.submitRun(fieldRun({ checkId: checkIds['clicks/field_level'] ?? '', at: later() }));
  const [late] = await as(migration.lead, at(noon(5))).evidence.listLate({ migrationId: migration.id });
  if (!late) throw new Error('What came five days late waits for nobody.');
  await planItems(made, later);
  const mark = await db.planMark.findFirstOrThrow({ where: { migrationId: migration.id }, select: { id: true } });
  const meetings = await holdMeetings(made, later);
  const [dataset] = await lead.dataset.list({ migrationId: migration.id });
  return {
    ...made,
    things: {
      ...meetings,
      checkId: checkIds['payouts/record_count'] ?? '',
      criterionId: criterion?.id ?? '',
      datasetId: dataset?.id ?? '',
      /** What `ingest.request` calls `id`. */
      ingestId: logged.id,
      discrepancyId: items[0]?.id ?? '',
      keyId: key.id,
      lateId: late.id,
      linkId: link?.id ?? '',
      markId: mark.id,
      runId,
      userId: member.id,
      waiverId: waiver.id,
    },
  };
}

/** A part of the plan beyond datasets and criteria, and what somebody said of it. */
async function planItems({ migration }: CleanMigration, now: () => Date): Promise<void> {
  const { plan } = as(migration.lead, now);
  const { document } = await plan.get({ slug: migration.slug });
  const cohorts = [{ name: 'Pilot', pilot: true, members: [{ name: 'ACME', priority: 1 }] }];
  await plan.replace({ migrationId: migration.id, document: { ...document, cohorts } });
  await plan.mark({ migrationId: migration.id, part: 'cohorts', name: 'Pilot', member: 'ACME', status: 'validated' });
}

/** One that is decided, with a condition, and one that is open. */
async function holdMeetings({ migration }: CleanMigration, now: () => Date): Promise<Things> {
  const migrationId = migration.id;
  const { decision } = as(migration.lead, now);
  const finance = as(await makeMember(migrationId, 'finance'), now).decision;
  const { id: decisionId, number } = await decision.freeze({ migrationId });
  const conditions = [{ text: 'Close D-1', owner: 'Finance', dueOn: '2027-01-31' }];
  const proposal = { outcome: 'go_with_conditions' as const, reason: 'The contract ends.', conditions };
  const { proposedAt } = await decision.propose({ migrationId, decisionId, ...proposal });
  await finance.vote({ migrationId, decisionId, vote: 'no_go' });
  await finance.second({ migrationId, decisionId, proposedAt });
  await decision.take({ migrationId, decisionId, proposedAt });
  await sealAudit(systemContext('sealer'), {});
  const decided = await decision.get({ slug: migration.slug, number });
  const open = await decision.freeze({ migrationId });
  return { decisionId: open.id, conditionId: decided.conditions[0]?.id ?? '' };
}

/** One that came in a chunk and is complete, and one that is still open. */
async function chunkedRun({ key, checkIds }: CleanMigration, now: () => Date): Promise<string> {
  const { ingest } = as(key.actor, now);
  const checkId = checkIds['clicks/field_level'] ?? '';
  const [complete, open] = [newId(), newId()];
  for (const runId of [complete, open]) await ingest.openRun({ protocol: 1, runId, checkId, kind: 'field_level' });
  await ingest.appendDifferences({ protocol: 1, runId: complete, chunk: 0, differences: modified({ at: now() }, 4) });
  const run = {
    ...fieldRun({ checkId, at: now(), runId: complete }, { amount: 4 }),
    differences: [],
    differencesComplete: true,
  };
  await ingest.completeRun({ chunks: 1, run });
  return complete;
}
