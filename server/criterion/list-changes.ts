import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { loadChanges } from './load-changes.ts';
import { loadCriteria } from './load-criteria.ts';
import { loadOpenLoosenings } from './load-open-loosenings.ts';
import { changeViewSchema, presentChange } from './present-change.ts';

/** How the criteria came to be what they are, newest first: every change in words, and who approved what loosens. */
export const listChanges = query(
  {
    can: 'migration.read',
    input: z.strictObject({ migrationId: uuidSchema }),
    output: z.array(changeViewSchema),
  },
  async (tx, ctx) => {
    const { migrationId, actor } = ctx;
    const changes = await loadChanges(tx, migrationId);
    const open = await loadOpenLoosenings(tx, migrationId, await loadCriteria(tx, migrationId));
    const datasets = await tx.dataset.findMany({ where: { migrationId }, select: { id: true, name: true } });
    const names = new Map(datasets.map(({ id, name }) => [id, name]));
    const given = {
      open: new Set(open.map(({ id }) => id)),
      readerId: actor.type === 'user' ? actor.id : null,
      datasetName: (id: string) => names.get(id) ?? id,
    };
    return changes.toReversed().map((change) => presentChange(change, given));
  },
);
