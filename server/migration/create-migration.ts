import { AppError } from '#core/errors.ts';
import { standardCriteria } from '#core/plan/standard-criteria.ts';
import { createMigrationSchema } from '#core/templates/schema.ts';
import { migrationHeadSchema } from '#core/verdict/schema.ts';
import { command } from '../command.ts';
import { writePlanVersion } from '../document/write-plan-version.ts';
import { writingPlan } from '../document/writing-plan.ts';
import { newId } from '../new-id.ts';
import { applyTemplate } from '../plan/apply-template.ts';
import { seeMigrations } from '../scope.ts';
import { headColumns } from '../verdict/head-columns.ts';

/** A migration with the standard criteria, or the whole plan of a template; whoever creates it leads it. */
export const createMigration = command(
  {
    can: 'instance.createMigration',
    input: createMigrationSchema,
    output: migrationHeadSchema,
    audit: 'migration.created',
  },
  async (tx, ctx, { template, ...input }) => {
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
    await writingPlan(tx, () =>
      tx.criterion.createMany({
        data: standardCriteria.map((criterion) => ({ id: newId(), migrationId: id, ...criterion, createdAt: at })),
      }),
    );
    if (createdById) {
      await tx.membership.create({ data: { migrationId: id, userId: createdById, role: 'lead', since: at } });
    }
    await writePlanVersion(tx, ctx, id, 'migration.created');
    if (template) {
      await applyTemplate.within(tx, ctx, { migrationId: id, template: template.name, startOn: template.startOn });
    }
    const head = await tx.migration.findUniqueOrThrow({ where: { id }, select: headColumns });
    return {
      result: head,
      change: {
        subject: { type: 'migration', id, name: input.name },
        after: { ...input, ...(template && { template }) },
      },
      auditedIn: id,
      emit: [{ topic: 'plan', migrationId: id, ids: [] }],
    };
  },
);
