import { AppError, type Problem } from '#core/errors.ts';
import { type MarkInput, markSchema } from '#core/mark/schema.ts';
import { cohortSchema } from '#core/part/cohort.ts';
import { planParts } from '#core/part/plan-parts.ts';
import { markItemSchema } from '#core/plan/schema.ts';
import { command } from '../command.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { addMark, getItem } from './add-mark.ts';

/** Says what became of an item: a scenario passed, a partner was validated. */
export const markItem = command(
  {
    can: 'plan.mark',
    input: markItemSchema,
    output: markSchema,
    audit: 'plan.marked',
  },
  async (tx, ctx, { migrationId: _, ...input }) => {
    if (input.part === 'attestations' && ctx.actor.type !== 'user') {
      throw new AppError('FORBIDDEN', 'A statement is attested by a person, never by a key. Sign in to say it.');
    }
    const item = await getItem(tx, ctx.migrationId, input);
    throwIfProblems('This mark is not valid.', findMarkProblems(input, item.body));
    return await addMark(tx, ctx, item, input);
  },
);

function findMarkProblems({ part, status, member, dueOn }: MarkInput, body: unknown): Problem[] {
  const known: readonly string[] = planParts[part].marks;
  const problems: Problem[] = [];
  if (part === 'calendar') problems.push({ pointer: '/part', message: 'windows are approved: plan.approveWindow' });
  else if (known.length === 0) problems.push({ pointer: '/part', message: `nothing is marked on ${part}` });
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
