import { lateChangesSchema } from '#core/late-evidence/late-changes.ts';
import { acceptLateSchema } from '#core/late-evidence/schema.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import { applyLate, lockLate } from './apply-late.ts';
import { lateMakers, MADE_THE_KEY } from './late-makers.ts';

/** A second person lets evidence change days that were judged: all that a key sent on a day, at once. */
export const acceptLate = command(
  {
    can: 'approve',
    input: acceptLateSchema,
    output: lateChangesSchema,
    audit: 'evidence.late_accepted',
  },
  async (tx, ctx, { lateId, seen, comment }) => {
    const { migrationId } = ctx;
    const late = await lockLate(tx, ctx, lateId, seen);
    const person = await secondPerson(tx, ctx, lateMakers(late, seen), MADE_THE_KEY);
    const changes = await applyLate(tx, ctx, late);
    const { name: decidedBy, id: decidedById, independence } = person;
    await tx.lateEvidence.update({
      where: { migrationId_id: { migrationId, id: lateId } },
      data: { state: 'accepted', decidedAt: ctx.now(), decidedById, decidedBy, independence, comment, changes },
      select: { id: true },
    });
    const { days, findings } = changes;
    return {
      result: changes,
      change: {
        subject: { type: 'late evidence', id: lateId, name: late.keyName },
        before: {
          days: days.map(({ day, before }) => ({ day, state: before })),
          findings: findings.map(({ number, before }) => ({ number, open: before })),
        },
        after: {
          days: days.map(({ day, after }) => ({ day, state: after })),
          findings: findings.map(({ number, after }) => ({ number, open: after })),
          results: seen,
          comment,
          independence,
        },
      },
      emit: [
        { topic: 'verdict', ids: [] },
        { topic: 'discrepancy', ids: [] },
        { topic: 'plan', ids: [] },
        { topic: 'run', ids: [] },
      ],
    };
  },
);
