import { AppError } from '#core/errors.ts';
import { joinMigrationSchema } from '#core/member/schema.ts';
import { actorAsBy, noteAct } from '../approval/note-act.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import { seeMigrations } from '../scope.ts';

/** An administrator sees no migration by that alone; this adds them to one, and the audit trail of that migration shows it. */
export const joinMigration = command(
  {
    can: 'instance.manageUsers',
    input: joinMigrationSchema,
    output: okSchema,
    audit: 'member.joined_as_administrator',
  },
  async (tx, ctx, { migrationId, role }) => {
    const { actor, now } = ctx;
    if (actor.type !== 'user') throw new AppError('FORBIDDEN', 'Only a person can join.');
    const migration = await tx.migration.findUnique({ where: { id: migrationId }, select: { id: true } });
    if (!migration) throw new AppError('NOT_FOUND', 'There is no such migration.');
    await seeMigrations(tx, [migrationId]);
    const { count } = await tx.membership.createMany({
      data: { migrationId, userId: actor.id, role, since: now(), addedById: actor.id },
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError('CONFLICT', 'You are a member already.');
    await noteAct(tx, ctx, actorAsBy(ctx, true), { userId: actor.id, kind: 'joined', migrationId, role });
    return {
      result: OK,
      change: { subject: { type: 'user', id: actor.id, name: actor.name }, after: { role } },
      auditedIn: migrationId,
      emit: [{ topic: 'plan', migrationId, ids: [actor.id] }],
    };
  },
);
