import { markSchema } from '#core/mark/schema.ts';
import { approveWindowSchema } from '#core/plan/schema.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { addMark, getItem } from '../mark/add-mark.ts';
import type { Tx } from '../scope.ts';
import { approveDifferences } from '../strictness/approve-differences.ts';
import { ENTERED_IT, loadWindows } from '../strictness/load-windows.ts';
import { loadWaitingPlan, makersOf } from '../strictness/waiting-plan.ts';

/** The second person behind a window of the calendar, or an approval taken back. Never by who entered the window. */
export const approveWindow = command(
  {
    can: 'approve',
    input: approveWindowSchema,
    output: markSchema,
    audit: 'plan.marked',
  },
  async (tx, ctx, { name, approved, note, evidence }) => {
    const { migrationId } = ctx;
    const part = 'calendar' as const;
    await lockPlan(tx, migrationId);
    const item = await getItem(tx, migrationId, { part, name });
    const independence = approved ? await approveAsItStands(tx, ctx, name) : null;
    const status = approved ? 'approved' : 'withdrawn';
    const mark = { part, name, member: null, status, note, evidence, dueOn: null };
    return await addMark(tx, ctx, item, mark, independence);
  },
);

/** Where the window was changed and waits, that is approved with it. Gives what makes the actor another person. */
async function approveAsItStands(tx: Tx, ctx: MigrationContext, name: string): Promise<string> {
  const waiting = await loadWaitingPlan(tx, ctx.migrationId);
  const windows = await loadWindows(tx, ctx.migrationId, waiting?.items ?? []);
  const own = windows.filter(({ difference }) => difference.name === name);
  const person = await secondPerson(tx, ctx, own.flatMap(makersOf), ENTERED_IT);
  const waits = waiting?.items.filter(({ id }) => own.some((window) => window.id === id)) ?? [];
  if (waiting && waits.length > 0) await approveDifferences(tx, ctx, waiting.unapproved, waits, person);
  return person.independence;
}
