import type { ErrorCode } from '../errors.ts';
import type { DecisionOutcome } from '../phase/outcome.ts';
import { isGo } from '../phase/outcome.ts';
import { msOf } from '../time/instant.ts';
import { utcMinute } from '../time/utc-minute.ts';
import type { Verdict } from '../verdict/schema.ts';
import { isOverride } from './is-override.ts';

type ProposedDecision = {
  phase: string | null;
  proposed: { outcome: DecisionOutcome; reason: string; byId: string | null };
  secondedById: string | null;
  frozen: Verdict;
  live: Verdict;
  /** Changes of the plan wait for a second person, or did when it was frozen. */
  waits: boolean;
  /** The gate that comes next by now. */
  gate: string | null;
  /** The freeze window that is open. */
  freeze: { name: string; to: string } | null;
};

export type Refusal = { code: ErrorCode; message: string };

/** Why a proposal cannot become a decision; null: it can. Only what moves a phase on is held up. */
export function refusalToTake(given: ProposedDecision): Refusal | null {
  const { phase, proposed, secondedById, gate, freeze } = given;
  if (!isGo(proposed.outcome)) return null;
  if (phase !== gate) {
    const now = gate === null ? 'no phase is left to leave' : `the gate of ${gate} comes next`;
    return { code: 'CONFLICT', message: `By now ${now}. Withdraw this meeting and freeze again.` };
  }
  if (freeze) {
    const message = `Changes are frozen (${freeze.name}) until ${utcMinute(msOf(freeze.to))}: no phase is left before.`;
    return { code: 'UNPROCESSABLE', message };
  }
  if (!isOverride(proposed.outcome, given)) return null;
  const why = whyOverride(given);
  if (proposed.reason === '') return { code: 'UNPROCESSABLE', message: `${why} needs a reason.` };
  // Four eyes, whatever wrote the row.
  if (secondedById === null || secondedById === proposed.byId) {
    return { code: 'FORBIDDEN', message: `${why} needs a second person.` };
  }
  return null;
}

function whyOverride({ frozen, live }: ProposedDecision): string {
  if (frozen === 'no_go' || live === 'no_go') return 'The verdict is no-go. Going against it';
  return 'Changes of the plan wait for approval. A go before they have it';
}
