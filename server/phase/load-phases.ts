import { decisionOutcomeSchema } from '#core/decision/schema.ts';
import { type GateDecision, type PhaseState, phaseStates } from '#core/phase/phase-states.ts';
import type { Tx } from '../scope.ts';

/** Where the migration stands: its phases in order, and which of them decisions have left. */
export async function loadPhases(tx: Tx, migrationId: string, startedAt: string): Promise<PhaseState[]> {
  const names = await loadPhaseNames(tx, migrationId);
  return names.length === 0 ? [] : phaseStates(names, await loadGateDecisions(tx, migrationId), startedAt);
}

export async function loadPhaseNames(tx: Tx, migrationId: string): Promise<string[]> {
  const phases = await tx.planItem.findMany({
    where: { migrationId, part: 'phases' },
    orderBy: [{ ordinal: 'asc' }, { name: 'asc' }],
    select: { name: true },
  });
  return phases.map(({ name }) => name);
}

/** A decision counts from its seal in the audit trail: until then it could be lost without a trace. */
export async function loadGateDecisions(tx: Tx, migrationId: string): Promise<GateDecision[]> {
  const decisions = await tx.$queryRaw<{ phase: string; outcome: string; decidedAt: Date }[]>`
    SELECT d.phase, d.outcome, d.decided_at AS "decidedAt" FROM decision d JOIN audit_seal s ON s.entry_id = d.audit_entry_id
    WHERE d.migration_id = ${migrationId}::uuid AND d.state = 'decided'`;
  return decisions.map(({ phase, outcome, decidedAt }) => ({
    phase,
    outcome: decisionOutcomeSchema.parse(outcome),
    decidedAt: decidedAt.toISOString(),
  }));
}
