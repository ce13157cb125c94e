import { z } from 'zod';
import { AppError, type Problem } from '#core/errors.ts';
import { type MarkInput, markInputSchema, markSchema } from '#core/plan/mark.ts';
import { cohortSchema } from '#core/plan/parts/cohort.ts';
import { planParts } from '#core/plan/parts.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';
import { newId } from '../new-id.ts';
import { markColumns, presentMark } from './present.ts';

/** Says what became of an item: a scenario passed, a partner was validated, a window is approved. Adds a mark, changes none. */
export const markItem = command(
  {
    can: 'plan.mark',
    input: z.strictObject({ migrationId: uuidSchema.optional(), ...markInputSchema.shape }),
    output: markSchema,
    audit: 'plan.marked',
  },
  async (tx, ctx, { migrationId: _, ...input }) => {
    const { migrationId } = ctx;
    const { part, name } = input;
    const item = await tx.planItem.findUnique({
      where: { migrationId_part_name: { migrationId, part, name } },
      select: { id: true, body: true, changedById: true },
    });
    if (!item) throw new AppError('NOT_FOUND', `There is no "${name}" among the ${part} of this plan.`);
    refuse(findMarkProblems(input, item.body));
    const byId = ctx.actor.type === 'user' ? ctx.actor.id : null;
    if (part === 'calendar' && input.status === 'approved') refuseOwn(byId, item.changedById, ctx.may('approve'));
    const now = ctx.now();
    const row = await tx.planMark.create({
      data: {
        id: newId(),
        migrationId,
        ...input,
        dueOn: input.dueOn === null ? null : new Date(input.dueOn),
        at: now,
        recordedAt: now,
        byId,
        by: 'name' in ctx.actor ? ctx.actor.name : '',
        runId: null,
      },
      select: markColumns,
    });
    return {
      result: presentMark(row),
      change: { subject: { type: 'plan item', id: item.id, name: `${part} ${name}` }, after: input },
      emit: [
        { topic: 'plan', ids: [item.id] },
        { topic: 'verdict', ids: [] },
      ],
    };
  },
);

function findMarkProblems({ part, status, member, dueOn }: MarkInput, body: unknown): Problem[] {
  const known: readonly string[] = planParts[part].marks;
  const problems: Problem[] = [];
  if (known.length === 0) problems.push({ pointer: '/part', message: `nothing is marked on ${part}` });
  else if (!known.includes(status))
    problems.push({ pointer: '/status', message: `must be one of ${known.join(', ')}` });
  if (part === 'cohorts') {
    const members = cohortSchema.parse(body).members.map(({ name }) => name);
    if (member === null || !members.includes(member)) {
      problems.push({ pointer: '/member', message: 'must be a member of this cohort' });
    }
  } else if (member !== null) problems.push({ pointer: '/member', message: 'only cohorts have members' });
  if (dueOn !== null && part !== 'workstreams') problems.push({ pointer: '/dueOn', message: 'only workstreams slip' });
  if (dueOn === null && status === 'slipped')
    problems.push({ pointer: '/dueOn', message: 'must say when it is due now' });
  return problems;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new AppError('UNPROCESSABLE', 'This cannot be marked so.', { problems });
}

/** Four eyes: who entered a window does not approve it. */
function refuseOwn(byId: string | null, enteredById: string | null, mayApprove: boolean): void {
  if (byId === null || !mayApprove) throw new AppError('FORBIDDEN', 'Your role does not approve windows.');
  if (byId === enteredById) throw new AppError('FORBIDDEN', 'Somebody else than who entered it has to approve it.');
}
