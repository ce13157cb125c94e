import type { WaitingItem } from '#core/approval/schema.ts';
import { type DifferenceAspect, differenceAspects, differenceTitle } from '#core/strictness/difference-words.ts';
import { type JudgeReaders, loadReaders } from '../approval/load-readers.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { CHANGED_IT, loadWaitingPlan, makersOf, type WaitingDifference } from './waiting-plan.ts';

/** What of the plan waits, and whether the reader may approve it. */
export async function listWaitingPlan(tx: Tx, ctx: MigrationContext): Promise<WaitingItem[]> {
  const { items } = (await loadWaitingPlan(tx, ctx.migrationId)) ?? { items: [] };
  if (items.length === 0) return [];
  const judge = await loadReaders(tx, ctx);
  return items.map((item) => presentWaiting(item, judge(makersOf(item), CHANGED_IT), ctx.now()));
}

/** One thing of the plan, as a second person looks at it. */
export function presentWaiting(item: WaitingDifference, judged: ReturnType<JudgeReaders>, now: Date): WaitingItem {
  const { id, difference, changes } = item;
  const aspects = differenceAspects(difference);
  return {
    kind: 'plan',
    id,
    title: differenceTitle(difference),
    by: [...new Set(changes.map(({ by }) => by))].join(', '),
    at: changes[0]?.at ?? now.toISOString(),
    reason: reasonsOf(item),
    before: linesOf(aspects, 'before'),
    after: linesOf(aspects, 'after'),
    ...judged,
  };
}

const reasonsOf = ({ changes }: WaitingDifference): string =>
  [...new Set(changes.map(({ reason }) => reason))].filter(Boolean).join(' · ');

/** "Needs: > 99.9 %", a line for each; null where there is nothing on that side. */
function linesOf(aspects: readonly DifferenceAspect[], side: 'before' | 'after'): string | null {
  const lines = aspects.flatMap((aspect) => (aspect[side] === null ? [] : [`${aspect.name}: ${aspect[side]}`]));
  return lines.length > 0 ? lines.join('\n') : null;
}
