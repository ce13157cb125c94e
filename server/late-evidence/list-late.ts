import { z } from 'zod';
import { lateEvidenceSchema } from '#core/late-evidence/late-changes.ts';
import { inOwnMigrationSchema } from '#core/schema-parts.ts';
import { loadReaders } from '../approval/load-readers.ts';
import { query } from '../query.ts';
import { type LoadedLate, loadLate } from './load-late.ts';
import { presentWaiting } from './waiting-late.ts';

/** What keys sent about days that were judged before, newest first: what waits for a second person, and what became of the rest. */
export const listLate = query(
  {
    can: 'evidence.read',
    input: inOwnMigrationSchema,
    output: z.array(lateEvidenceSchema),
  },
  async (tx, ctx) => {
    const all = await loadLate(tx, ctx.migrationId, 'all');
    const isWaiting = ({ late }: LoadedLate) => late.state === 'waits';
    const judge = all.some(isWaiting) ? await loadReaders(tx, ctx) : null;
    return all.map((one) => ({ ...one.late, waiting: judge && isWaiting(one) ? presentWaiting(one, judge) : null }));
  },
);
