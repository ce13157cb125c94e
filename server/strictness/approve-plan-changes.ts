import { planChangeIdsSchema } from '#core/approval/schema.ts';
import { differenceTitle } from '#core/strictness/difference-words.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { OK, okSchema } from '../ok.ts';
import type { Tx } from '../scope.ts';
import { approveDifferences } from './approve-differences.ts';
import { CHANGED_IT, loadWaitingPlan, makersOf, notWhatWaits } from './waiting-plan.ts';

/** A second person agrees to changes of the plan, exactly as they were looked at, and these take effect. */
export const approvePlanChanges = command(
  {
    can: 'approve',
    input: planChangeIdsSchema,
    output: okSchema,
    audit: 'plan.changesApproved',
  },
  async (tx, ctx, { ids }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const { unapproved, items } = await getWaiting(tx, migrationId, ids);
    const person = await secondPerson(tx, ctx, items.flatMap(makersOf), CHANGED_IT);
    await approveDifferences(tx, ctx, unapproved, items, person);
    return {
      result: OK,
      change: {
        subject: {
          type: 'plan',
          id: migrationId,
          name: items.map(({ difference }) => differenceTitle(difference)).join(', '),
        },
        after: {
          independence: person.independence,
          changes: items.map(({ difference, changes }) => ({ ...difference, by: changes.map(({ by }) => by) })),
        },
      },
      emit: [
        { topic: 'plan', ids: [] },
        { topic: 'verdict', ids: [] },
      ],
    };
  },
);

/** Those that are named, as they wait now. */
export async function getWaiting(tx: Tx, migrationId: string, ids: readonly string[]) {
  const waiting = await loadWaitingPlan(tx, migrationId);
  const asked = new Set(ids);
  const items = waiting?.items.filter(({ id }) => asked.has(id)) ?? [];
  if (!waiting || items.length < asked.size) throw notWhatWaits();
  return { unapproved: waiting.unapproved, items };
}
