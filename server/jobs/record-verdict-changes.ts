import { z } from 'zod';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { listMigrationIds } from '../migration/list-migration-ids.ts';
import { newId } from '../new-id.ts';
import { judgeMigration } from '../verdict/judge-migration.ts';
import { listRecordedOutcomes, type RecordedOutcome } from '../verdict/recorded-outcomes.ts';

type Outcome = { criterionId: string | null; outcome: string; reason: string | null; value: string | null };

/**
 * Writes down what changed since the last look: outcomes of criteria and the verdict. Nothing is decided from these rows; they say
 * since when, and let open pages know when time alone has changed an outcome.
 */
export const recordVerdict = command(
  {
    can: 'system',
    input: inMigrationSchema,
    output: z.strictObject({ changed: z.int() }),
    audit: { none: 'A note of what the evidence says; it can be computed again.' },
  },
  async (tx, ctx, { migrationId }) => {
    const now = ctx.now();
    const { criteria, decision } = await judgeMigration(tx, migrationId, now);
    const recorded = await listRecordedOutcomes(tx, migrationId);
    const outcomes: Outcome[] = [
      { criterionId: null, outcome: decision.verdict, reason: null, value: null },
      ...criteria.map(({ id, result }) => ({
        criterionId: id,
        outcome: result.outcome,
        reason: result.unknownReason,
        value: result.value,
      })),
    ];
    const changed = outcomes.filter((outcome) => hasChanged(outcome, recorded.get(outcome.criterionId ?? '')));
    if (changed.length === 0) return { result: { changed: 0 } };
    const { planVersion } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { planVersion: true },
    });
    await tx.verdictChange.createMany({
      data: changed.map((outcome) => ({ ...outcome, id: newId(), migrationId, at: now, planVersion })),
    });
    return { result: { changed: changed.length }, emit: [{ topic: 'verdict', migrationId, ids: [] }] };
  },
);

function hasChanged({ outcome, reason }: Outcome, recorded: RecordedOutcome | undefined): boolean {
  return recorded?.outcome !== outcome || recorded.reason !== reason;
}

/** One transaction a migration, so that a large one holds up none of the others. */
export async function recordVerdictChanges(ctx: Context): Promise<void> {
  for (const migrationId of await listMigrationIds(ctx, {})) await recordVerdict(ctx, { migrationId });
}
