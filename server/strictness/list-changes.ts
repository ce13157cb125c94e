import { z } from 'zod';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { loadChanges } from './load-changes.ts';
import { changeViewSchema, presentChange } from './present-change.ts';

/** How the criteria, and what is asked of datasets, came to be what they are, newest first, and whatever else waited for a second person. */
export const listChanges = query(
  {
    can: 'migration.read',
    input: inMigrationSchema,
    output: z.array(changeViewSchema),
  },
  async (tx, { migrationId }) => {
    const listed = { OR: [{ part: { in: ['criteria', 'datasets'] } }, { NOT: { state: 'effective' } }] };
    return (await loadChanges(tx, migrationId, listed)).toReversed().map(presentChange);
  },
);
