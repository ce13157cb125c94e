import { actText, sentence } from '#core/approval/act-text.ts';
import { differenceTitle } from '#core/strictness/difference-words.ts';
import { loadHistory } from '../approval/load-history.ts';
import type { Tx } from '../scope.ts';
import { loadChanges } from '../strictness/load-changes.ts';

type Approval = { what: string; at: string; by: string; independence: string };

/** Everything that a second person approved and that is kept with its reasons, oldest first: frozen, so that it can be judged years later. */
export async function loadApprovals(tx: Tx, migrationId: string): Promise<Approval[]> {
  const changes = await loadChanges(tx, migrationId, { state: 'approved' });
  const waivers = await tx.waiver.findMany({
    where: { migrationId, approved: true },
    select: { criterionId: true, reason: true, decidedAt: true, decidedBy: true, independence: true },
  });
  const windows = await tx.planMark.findMany({
    where: { migrationId, part: 'calendar', status: 'approved' },
    select: { name: true, at: true, by: true, independence: true },
  });
  const marks = await tx.$queryRaw<{ part: string; name: string; at: Date; by: string; independence: string }[]>`
    SELECT m.part, m.name, a.at, a.by, a.independence
    FROM mark_approval a JOIN plan_mark m ON m.migration_id = a.migration_id AND m.id = a.mark_id
    WHERE a.migration_id = ${migrationId}::uuid`;
  const late = await tx.lateEvidence.findMany({
    where: { migrationId, state: 'accepted' },
    select: { decidedAt: true, decidedBy: true, independence: true },
  });
  const all = [
    ...changes.map(({ approvedAt, approvedBy, independence, ...change }) => {
      const at = approvedAt === null ? null : new Date(approvedAt);
      return { what: differenceTitle(change), at, by: approvedBy, independence };
    }),
    ...waivers.map((row) => ({ ...row, what: `waiver: ${row.reason}`, at: row.decidedAt, by: row.decidedBy })),
    ...windows.map((row) => ({ ...row, what: `window ${row.name}` })),
    ...marks.map((row) => ({ ...row, what: `mark: ${row.part} ${row.name}` })),
    ...late.map((row) => ({ ...row, what: 'late evidence', at: row.decidedAt, by: row.decidedBy })),
  ];
  return all
    .flatMap(({ what, at, by, independence }) =>
      at === null ? [] : [{ what, at: at.toISOString(), by: by ?? '', independence: independence ?? NOT_KEPT }],
    )
    .toSorted((a, b) => a.at.localeCompare(b.at) || a.what.localeCompare(b.what));
}

const NOT_KEPT = 'This approval is older than the record of what makes the approver another person.';

/** What administrators did by themselves to the accounts of the members, and who was vouched for: it stays, however long ago. */
export async function loadDoneAlone(tx: Tx, migrationId: string): Promise<{ at: string; words: string }[]> {
  const members = await tx.membership.findMany({ where: { migrationId }, select: { userId: true } });
  const ids = new Set(members.map(({ userId }) => userId));
  const { acts, nameOf } = await loadHistory(tx);
  return acts
    .filter(({ userId, byAdmin, kind }) => ids.has(userId) && (byAdmin || kind === 'vouched'))
    .filter((act) => act.migrationId === null || act.migrationId === migrationId || act.kind === 'invited')
    .map((act) => ({ at: act.at, words: sentence(actText(act, nameOf)) }));
}
