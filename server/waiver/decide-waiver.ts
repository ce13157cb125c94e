import { AppError } from '#core/errors.ts';
import { decideWaiverSchema, waiverState } from '#core/waiver/schema.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { getWaiverForChange } from './get-for-change.ts';
import { waiverOf } from './present.ts';
import { ASKED_FOR_IT, waiverMaker } from './waiting-waivers.ts';

/** A second person says whether the criterion need not be met. Once said it stands; a waiver that holds can be withdrawn. */
export const decideWaiver = command(
  {
    can: 'approve',
    input: decideWaiverSchema,
    output: okSchema,
    audit: 'waiver.decided',
  },
  async (tx, ctx, { waiverId, approved }) => {
    const { migrationId } = ctx;
    const waiver = await getWaiverForChange(tx, migrationId, waiverId);
    const state = waiverState(waiverOf(waiver), ctx.now());
    if (state !== 'asked') throw new AppError('CONFLICT', `This waiver waits for no decision: ${wordsOf[state]}.`);
    const person = await secondPerson(tx, ctx, [waiverMaker(waiver)], ASKED_FOR_IT);
    const { independence } = person;
    await tx.waiver.update({
      where: { migrationId_id: { migrationId, id: waiverId } },
      data: { approved, decidedAt: ctx.now(), decidedById: person.id, decidedBy: person.name, independence },
      select: { id: true },
    });
    return {
      result: OK,
      change: {
        subject: { type: 'waiver', id: waiverId },
        after: {
          approved,
          criterionId: waiver.criterionId,
          expiresAt: waiver.expiresAt.toISOString(),
          independence,
        },
      },
      emit: [{ topic: 'plan', ids: [waiver.criterionId] }],
    };
  },
);

const wordsOf = {
  holds: 'it was approved',
  refused: 'it was refused',
  expired: 'it has expired',
  withdrawn: 'it was withdrawn',
} as const;
