import type { Decision } from '../verdict/decide.ts';
import type { JudgedCriterion } from '../verdict/judged-criterion.ts';
import type { Blocker } from '../verdict/schema.ts';
import type { GateReason, GateResult } from './schema.ts';

type Reason = Omit<GateReason, 'url'> & { link: Blocker['link'] };

/**
 * The answer to a pipeline. Only a go passes, and a conditional go where the pipeline accepts one; never what waits for a second person.
 * What does not pass is `unknown`
 * if everything that stands in the way only lacks proof, also where nothing is asked at all; else it is `not_met`.
 */
export function judgeGate(
  { verdict, blockers }: Pick<Decision, 'verdict' | 'blockers'>,
  criteria: readonly JudgedCriterion[],
  allowConditional: boolean,
): { pass: boolean; result: GateResult; reasons: Reason[] } {
  const reasons = [...blockers.map(reasonOf), ...criteria.flatMap((criterion) => waivedReason(criterion) ?? [])];
  const waits = reasons.some(({ standing }) => standing === 'unapproved');
  const pass = !waits && (verdict === 'go' || (verdict === 'conditional_go' && allowConditional));
  if (pass) return { pass, result: 'pass', reasons };
  const inTheWay = verdict === 'no_go' ? reasons.filter(({ blocking }) => blocking) : reasons;
  const result = inTheWay.every(({ standing }) => lacksProof.has(standing)) ? 'unknown' : 'not_met';
  return { pass, result, reasons };
}

const lacksProof: ReadonlySet<Reason['standing']> = new Set(['not_proven', 'stale', 'untested']);

function reasonOf({ criterionId: _, ...reason }: Blocker): Reason {
  return reason;
}

/** Somebody answers for it, but it is not met. */
function waivedReason({ definition, result, since }: JudgedCriterion): Reason | null {
  if (result.outcome !== 'waived') return null;
  const { headline, detail, gap } = result;
  const link = { page: 'criteria' as const, datasetId: result.worst?.datasetId ?? null };
  return {
    standing: 'waived',
    blocking: false,
    headline,
    detail,
    gap,
    ownerTeam: definition.ownerTeam,
    since,
    link,
  };
}
