import { z } from 'zod';
import { keyViewSchema } from '#core/key/schema.ts';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { keyColumns, loadRolesBehind, presentKey } from './present.ts';

export const listKeys = query(
  {
    can: 'keys.read',
    input: inMigrationSchema,
    output: z.array(keyViewSchema),
  },
  async (tx, ctx) => {
    const rows = await tx.apiKey.findMany({
      where: { migrationId: ctx.migrationId },
      orderBy: { id: 'desc' },
      select: keyColumns,
    });
    const roles = await loadRolesBehind(tx, ctx.migrationId);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return rows.map((row) => presentKey(row, ctx.now(), roles, byId.get(row.replacedById ?? '')));
  },
);
