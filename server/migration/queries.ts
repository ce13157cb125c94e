import { z } from 'zod';
import { roleSchema } from '#core/member/schema.ts';
import { permissionNames } from '#core/permissions.ts';
import { bySlugSchema, countSchema, noInputSchema } from '#core/schema-parts.ts';
import { migrationHeadSchema } from '#core/verdict/schema.ts';
import { query } from '../query.ts';
import { countOpen } from '../verdict/count-discrepancies.ts';
import { headColumns } from '../verdict/head-columns.ts';
import { judgeMigration } from '../verdict/judge-migration.ts';

/** The frame of every page of a migration: its head, what the reader may do, and the numbers of the navigation. */
export const getMigration = query(
  {
    can: 'migration.read',
    // A key may leave it out: it belongs to one migration.
    input: bySlugSchema,
    output: z.strictObject({
      migration: migrationHeadSchema,
      role: roleSchema.nullable(),
      permissions: z.array(z.string()),
      nav: z.strictObject({ openDiscrepancies: countSchema, criteriaMet: countSchema, criteriaTotal: countSchema }),
    }),
  },
  async (tx, ctx) => {
    const where = { id: ctx.migrationId };
    const migration = await tx.migration.findUniqueOrThrow({ where, select: headColumns });
    const { criteria } = await judgeMigration(tx, ctx.migrationId, ctx.now());
    const open = await countOpen(tx, ctx.migrationId);
    return {
      migration,
      role: ctx.role,
      permissions: permissionNames.filter((permission) => ctx.may(permission)),
      nav: {
        openDiscrepancies: open.open,
        criteriaMet: criteria.filter(({ result }) => result.outcome === 'met').length,
        criteriaTotal: criteria.length,
      },
    };
  },
);

/** Every migration there is, for administrators: they see that it exists, not what is in it. */
export const listAllMigrations = query(
  {
    can: 'instance.manageUsers',
    input: noInputSchema,
    output: z.array(migrationHeadSchema),
  },
  async (tx) => await tx.migration.findMany({ orderBy: { name: 'asc' }, select: headColumns }),
);
