import type { WaitingItem } from '#core/approval/schema.ts';
import { metricOf } from '#core/criteria/registry.ts';
import { waiverState } from '#core/waiver/schema.ts';
import { loadReaders } from '../approval/load-readers.ts';
import type { Maker } from '../approval/second-person.ts';
import type { MigrationContext } from '../context.ts';
import { loadCriteria } from '../document/load-criteria.ts';
import type { Tx } from '../scope.ts';
import { type WaiverRow, waiverColumns, waiverOf } from './present.ts';

/** Who asked for a waiver. */
export const waiverMaker = ({ requestedById, requestedAt }: WaiverRow): Maker => ({
  userId: requestedById,
  at: requestedAt,
  permission: 'criteria.edit',
});

export const ASKED_FOR_IT = 'asked for the waiver';

/** Waivers that nobody has decided about, among all that waits for a second person. */
export async function listWaitingWaivers(tx: Tx, ctx: MigrationContext): Promise<WaitingItem[]> {
  const { migrationId } = ctx;
  const now = ctx.now();
  const rows = await tx.waiver.findMany({
    where: { migrationId, approved: null, withdrawnAt: null, expiresAt: { gt: now } },
    select: waiverColumns,
  });
  const asked = rows.filter((row) => waiverState(waiverOf(row), now) === 'asked');
  if (asked.length === 0) return [];
  const names = new Map(
    (await loadCriteria(tx, migrationId)).map(({ id, definition }) => [id, metricOf(definition.metric).name]),
  );
  const judge = await loadReaders(tx, ctx);
  return asked.map((row) => ({
    kind: 'waiver',
    id: row.id,
    title: `waiver of ${names.get(row.criterionId) ?? 'a criterion that is gone'}`,
    by: row.requestedBy,
    at: row.requestedAt.toISOString(),
    reason: row.reason,
    before: 'has to be met',
    after: `need not be met until ${row.expiresAt.toISOString().slice(0, 16)}Z`,
    ...judge([waiverMaker(row)], ASKED_FOR_IT),
  }));
}
