import { z } from 'zod';
import { roleSchema } from '#core/member/schema.ts';
import { permissionNames } from '#core/permissions.ts';
import { countSchema, slugSchema } from '#core/schema-parts.ts';
import { migrationHeadSchema } from '#core/verdict/schema.ts';
import { query } from '../query.ts';
import { headColumns } from './present.ts';

/** The frame of every page of a migration: its head, what the reader may do, and the numbers of the navigation. */
export const getMigration = query(
  {
    can: 'migration.read',
    // A key may leave it out: it belongs to one migration.
    input: z.strictObject({ slug: slugSchema.optional() }),
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
    return {
      migration,
      role: ctx.role,
      permissions: permissionNames.filter((permission) => ctx.may(permission)),
      nav: { openDiscrepancies: 0, criteriaMet: 0, criteriaTotal: 0 },
    };
  },
);

/** Every migration there is, for administrators: they see that it exists, not what is in it. */
export const listAllMigrations = query(
  {
    can: 'instance.manageUsers',
    input: z.strictObject({}),
    output: z.array(migrationHeadSchema),
  },
  async (tx) => await tx.migration.findMany({ orderBy: { name: 'asc' }, select: headColumns }),
);
