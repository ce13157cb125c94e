import { z } from 'zod';
import { type LateChanges, lateChangesSchema } from '#core/late-evidence/late-changes.ts';
import { previewLateSchema } from '#core/late-evidence/schema.ts';
import { command } from '../command.ts';
import { applyLate, countParts, lockLate } from './apply-late.ts';

/** What accepting late evidence would change of the past: it is done for real, and undone. `seen` is what accepting it asks for. */
export const previewLate = command(
  {
    can: 'approve',
    input: previewLateSchema,
    output: z.strictObject({ ...lateChangesSchema.shape, seen: z.int() }),
    audit: { none: 'Nothing is changed.' },
  },
  async (tx, ctx, { lateId }) => {
    await tx.$executeRaw`SAVEPOINT tried`;
    const late = await lockLate(tx, ctx, lateId, null);
    const seen = await countParts(tx, ctx.migrationId, lateId);
    const changes: LateChanges = await applyLate(tx, ctx, late);
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT tried`;
    return { result: { ...changes, seen } };
  },
);
