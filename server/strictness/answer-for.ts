import { lateItemId } from '#core/approval/late-item-id.ts';
import { answerForSchema } from '#core/approval/schema.ts';
import { isAnsweredFor, takesAnswer } from '#core/approval/takes-answer.ts';
import { AppError } from '#core/errors.ts';
import { differenceTitle } from '#core/strictness/difference-words.ts';
import { loadJudge, type Maker } from '../approval/second-person.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { loadLate } from '../late-evidence/load-late.ts';
import { titleOf } from '../late-evidence/waiting-late.ts';
import { loadWaitingMarks } from '../mark/waiting-marks.ts';
import { newId } from '../new-id.ts';
import { OK, okSchema } from '../ok.ts';
import type { Tx } from '../scope.ts';
import { loadWindows } from './load-windows.ts';
import { loadWaitingPlan, makersOf, notWhatWaits } from './waiting-plan.ts';

type Item = { id: string; title: string; makers: readonly Maker[] };

/** A person has looked at what a key made, exactly as it stands, and answers for it. Only then can a second person approve it. */
export const answerFor = command(
  { can: 'answer', input: answerForSchema, output: okSchema, audit: 'approval.answered' },
  async (tx, ctx, { ids }) => {
    const { migrationId, actor } = ctx;
    if (actor.type !== 'user') throw new AppError('FORBIDDEN', 'Only a person can answer for what a key made.');
    await lockPlan(tx, migrationId);
    const asked = new Set(ids);
    const items = (await loadItems(tx, migrationId)).filter(({ id }) => asked.has(id));
    if (items.length < asked.size) throw notWhatWaits();
    const { known } = await loadJudge(tx, ctx);
    for (const item of items) refuseIfNotOpen(item, known(item.makers), ctx);
    await tx.answer.createMany({
      data: items.map(({ id }) => {
        return { id: newId(), migrationId, itemId: id, at: ctx.now(), byId: actor.id, by: actor.name };
      }),
    });
    const name = items.map(({ title }) => title).join(', ');
    return {
      result: OK,
      change: {
        subject: { type: 'plan', id: migrationId, name },
        after: { answeredFor: items.map(({ id, title }) => ({ id, title })) },
      },
      emit: [{ topic: 'plan', ids: [] }],
    };
  },
);

/** All that a second person may have to approve and that a key can have made, each once. */
async function loadItems(tx: Tx, migrationId: string): Promise<Item[]> {
  const { items: waiting } = (await loadWaitingPlan(tx, migrationId)) ?? { items: [] };
  // Those that wait as a change of the plan stand there with who entered them.
  const windows = await loadWindows(tx, migrationId, waiting);
  const changes = new Map([...waiting, ...windows].map((item) => [item.id, item]));
  const marks = await loadWaitingMarks(tx, migrationId);
  const late = await loadLate(tx, migrationId, 'waiting');
  return [
    ...[...changes.values()].map((item) => {
      return { id: item.id, title: differenceTitle(item.difference), makers: makersOf(item) };
    }),
    ...marks.map(({ said, title, maker }) => ({ id: said.id, title, makers: [maker] })),
    ...late.map(({ late: sent, makers }) => ({ id: lateItemId(sent), title: titleOf(sent), makers })),
  ];
}

function refuseIfNotOpen({ title }: Item, makers: Parameters<typeof isAnsweredFor>[0][], { may }: MigrationContext) {
  const needed = makers.filter(takesAnswer);
  const missing = needed.find(({ permission }) => permission !== null && !may(permission));
  if (missing) {
    const message = `Who answers for the ${title} has to be somebody who may make it themselves (${missing.permission}).`;
    throw new AppError('FORBIDDEN', message);
  }
  if (needed.length === 0) throw new AppError('CONFLICT', `People made the ${title}: nobody has to answer for it.`);
  if (needed.every(isAnsweredFor)) {
    const [by] = needed.flatMap(({ answers }) => answers.map(({ name }) => name));
    throw new AppError('CONFLICT', `${by} has answered for the ${title} already: it waits for a second person.`);
  }
}
