import type { WaitingItem } from '#core/approval/schema.ts';
import type { Mark } from '#core/mark/schema.ts';
import { loadReaders } from '../approval/load-readers.ts';
import type { Maker } from '../approval/second-person.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { loadMarksInForce } from './load-marks.ts';

/** Who stands behind a mark, as a person or by a key. */
export const markMaker = (mark: {
  id: string;
  byId: string | null;
  keyId: string | null;
  recordedAt: Date;
}): Maker => ({
  itemId: mark.id,
  userId: mark.byId,
  keyId: mark.keyId,
  at: mark.recordedAt,
  permission: 'plan.mark',
});

type WaitingMark = { mark: Mark; said: NonNullable<Mark['waiting']>; title: string; maker: Maker };

/** Marks that say better than a run did, and wait for a second person. */
export async function loadWaitingMarks(tx: Tx, migrationId: string): Promise<WaitingMark[]> {
  const waiting = (await loadMarksInForce(tx, migrationId)).filter((mark) => mark.waiting !== undefined);
  if (waiting.length === 0) return [];
  const ids = waiting.flatMap((mark) => mark.waiting?.id ?? []);
  const makers = await tx.planMark.findMany({
    where: { migrationId, id: { in: ids } },
    select: { id: true, byId: true, keyId: true, recordedAt: true },
  });
  const makerOf = new Map(makers.map((mark) => [mark.id, markMaker(mark)]));
  return waiting.flatMap((mark) => {
    const said = mark.waiting;
    const maker = said && makerOf.get(said.id);
    return said && maker ? [{ mark, said, title: titleOf(mark), maker }] : [];
  });
}

/** Marks that wait, among all that waits for a second person. */
export async function listWaitingMarks(tx: Tx, ctx: MigrationContext): Promise<WaitingItem[]> {
  const waiting = await loadWaitingMarks(tx, ctx.migrationId);
  if (waiting.length === 0) return [];
  const judge = await loadReaders(tx, ctx);
  return waiting.map(({ mark, said, title, maker }) => ({
    kind: 'mark',
    id: said.id,
    title,
    by: said.by,
    at: said.at,
    reason: whyOf(mark),
    before: mark.status,
    after: said.status,
    ...judge([maker], 'marked it'),
  }));
}

const titleOf = ({ part, name, member }: Mark) => [part, name, member].filter(Boolean).join(': ');

const whyOf = ({ against, status, by, at }: Mark): string => {
  const run = against ?? { status, by, at };
  return `a run of ${run.by} said ${run.status} at ${run.at.slice(0, 16)}Z`;
};
