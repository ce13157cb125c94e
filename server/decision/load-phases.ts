import { decisionOutcomeSchema } from '#core/decision/schema.ts';
import { type PhaseState, phaseStates } from '#core/phase/phase-states.ts';
import type { Tx } from '../scope.ts';

/** Where the migration stands: its phases in order, and which of them decisions have left. */
export async function loadPhases(tx: Tx, migrationId: string, startedAt: string): Promise<PhaseState[]> {
  const phases = await tx.planItem.findMany({
    where: { migrationId, part: 'phases' },
    orderBy: [{ ordinal: 'asc' }, { name: 'asc' }],
    select: { name: true },
  });
  if (phases.length === 0) return [];
  const decisions = await tx.decision.findMany({
    where: { migrationId, state: 'decided' },
    select: { phase: true, outcome: true, decidedAt: true },
  });
  return phaseStates(
    phases.map(({ name }) => name),
    decisions.flatMap(({ phase, outcome, decidedAt }) =>
      decidedAt === null
        ? []
        : [{ phase, outcome: decisionOutcomeSchema.parse(outcome), decidedAt: decidedAt.toISOString() }],
    ),
    startedAt,
  );
}
