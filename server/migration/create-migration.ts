import { AppError } from '#core/errors.ts';
import { newMigrationSchema } from '#core/migration/schema.ts';
import { standardCriteria } from '#core/plan/standard-criteria.ts';
import { migrationHeadSchema } from '#core/verdict/schema.ts';
import { command } from '../command.ts';
import { newId } from '../new-id.ts';
import { writePlanVersion } from '../plan/write-plan-version.ts';
import { seeMigrations } from '../scope.ts';
import { headColumns } from './present.ts';

/** A migration with the standard criteria; whoever creates it leads it. */
export const createMigration = command(
  {
    can: 'instance.createMigration',
    input: newMigrationSchema,
    output: migrationHeadSchema,
    audit: 'migration.created',
  },
  async (tx, ctx, input) => {
    const id = newId();
    const at = ctx.now();
    const createdById = ctx.actor.type === 'user' ? ctx.actor.id : null;
    await seeMigrations(tx, [id]);
    const { count } = await tx.migration.createMany({
      data: { id, ...input, planVersion: 0, createdAt: at, createdById },
      skipDuplicates: true,
    });
    if (count === 0) {
      const problems = [{ pointer: '/slug', message: 'is taken by another migration' }];
      throw new AppError('CONFLICT', `There is a migration "${input.slug}" already.`, { problems });
    }
    await tx.criterion.createMany({
      data: standardCriteria.map((criterion) => ({ id: newId(), migrationId: id, ...criterion, createdAt: at })),
    });
    if (createdById) {
      await tx.membership.create({ data: { migrationId: id, userId: createdById, role: 'lead', since: at } });
    }
    await writePlanVersion(tx, ctx, id, 'migration.created');
    const head = await tx.migration.findUniqueOrThrow({ where: { id }, select: headColumns });
    return {
      result: head,
      change: { subject: { type: 'migration', id, name: input.name }, after: input },
      auditedIn: id,
      emit: [{ topic: 'plan', migrationId: id, ids: [] }],
    };
  },
);
