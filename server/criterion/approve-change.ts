import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { secondPerson } from '../approval/second-person.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { lockPlan } from '../plan/write-plan-version.ts';
import { loadCriteria } from './load-criteria.ts';
import { loadOpenLoosenings } from './load-open-loosenings.ts';

/**
 * A second person agrees to a loosening, and with it to the open ones of the same criterion or dataset before it: what they are shown is what it was
 * before the first of them. What came later still waits.
 */
export const approveChange = command(
  {
    can: 'approve',
    input: z.strictObject({ migrationId: uuidSchema, changeId: uuidSchema }),
    output: okSchema,
    audit: 'criterion.changeApproved',
  },
  async (tx, ctx, { changeId }) => {
    const { migrationId } = ctx;
    await lockPlan(tx, migrationId);
    const open = await loadOpenLoosenings(tx, migrationId, await loadCriteria(tx, migrationId));
    const change = open.find(({ id }) => id === changeId);
    if (!change) {
      const where = { migrationId_id: { migrationId, id: changeId } };
      const known = await tx.criterionChange.findUnique({ where, select: { approvedAt: true } });
      if (!known) throw new AppError('NOT_FOUND', 'There is no such change in this migration.');
      if (known.approvedAt !== null) return { result: OK, change: null };
      throw new AppError('CONFLICT', 'This change waits for nobody: it loosens nothing, or it was taken back.');
    }
    const all = open.slice(0, open.indexOf(change) + 1).filter(({ subjectId }) => subjectId === change.subjectId);
    const makers = all.map((one) => ({
      userId: one.byId,
      keyId: one.byKeyId,
      at: new Date(one.at),
      // What a key may do: criteria are changed by people, or with the whole plan.
      permission: 'plan.edit' as const,
    }));
    const person = await secondPerson(tx, ctx, makers, 'loosened it');
    const { independence } = person;
    await tx.criterionChange.updateMany({
      where: { migrationId, id: { in: all.map(({ id }) => id) }, approvedAt: null },
      data: { approvedAt: ctx.now(), approvedById: person.id, approvedBy: person.name, independence },
    });
    return {
      result: OK,
      change: {
        subject: { type: change.subject, id: change.subjectId, name: change.key },
        before: all[0]?.before ?? null,
        after: change.after,
      },
      emit: [{ topic: 'plan', ids: [change.subjectId] }],
    };
  },
);
