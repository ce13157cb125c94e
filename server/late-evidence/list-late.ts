import { z } from 'zod';
import { lateEvidenceSchema } from '#core/late-evidence/late-changes.ts';
import { inOwnMigrationSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { loadLate } from './load-late.ts';

/** What keys sent about days that were judged before, newest first: what waits for a second person, and what became of the rest. */
export const listLate = query(
  {
    can: 'evidence.read',
    input: inOwnMigrationSchema,
    output: z.array(lateEvidenceSchema),
  },
  async (tx, ctx) => await loadLate(tx, ctx, 'all'),
);
