import { counted, listed } from '../format/count.ts';
import { byWeight, type Decision, decide } from './decide.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import type { Blocker, Verdict, WaitingChange, WaitingPlan } from './schema.ts';
import { verdictSentences } from './sentences.ts';

/** A gate as one plan asks for it. */
export type JudgedGate = { gate: string | null; criteria: readonly JudgedCriterion[]; reasons: readonly Blocker[] };

const order = ['go', 'conditional_go', 'no_go'] as const satisfies readonly Verdict[];
const worse = (a: Verdict, b: Verdict): Verdict => (order.indexOf(a) > order.indexOf(b) ? a : b);

/**
 * The verdict while changes of the plan wait for a second person: the worse of the one under the plan as it was last approved and the one
 * under the plan as it stands, and at best a conditional go. What stands in the way under both is named once.
 */
export function decideBoth(
  approved: JudgedGate,
  standing: JudgedGate,
  changes: readonly WaitingChange[],
): Decision & { waiting: WaitingPlan } {
  const [then, now] = [decide(approved.criteria, approved.reasons), decide(standing.criteria, standing.reasons)];
  const verdict = worse('conditional_go', worse(then.verdict, now.verdict));
  const blockers = [...together(then.blockers, now.blockers), unapproved(changes)].sort(byWeight);
  const [shown, other] =
    worse(then.verdict, now.verdict) === now.verdict
      ? (['standing', 'approved'] as const)
      : (['approved', 'standing'] as const);
  const { criteria } = shown === 'standing' ? standing : approved;
  const ofShown = blockers.filter(({ onlyUnder }) => onlyUnder !== other);
  return {
    verdict,
    ...verdictSentences(verdict, criteria, ofShown),
    blockers,
    waiting: {
      approved: { verdict: then.verdict, headline: then.headline, gate: approved.gate },
      standing: { verdict: now.verdict, headline: now.headline, gate: standing.gate },
      changes: [...changes],
    },
  };
}

function together(then: readonly Blocker[], now: readonly Blocker[]): Blocker[] {
  const [known, kept] = [new Set(then.map(sayingOf)), new Set(now.map(sayingOf))];
  return [
    ...now.map((blocker) => (known.has(sayingOf(blocker)) ? blocker : { ...blocker, onlyUnder: 'standing' as const })),
    ...then.flatMap((blocker) => (kept.has(sayingOf(blocker)) ? [] : [{ ...blocker, onlyUnder: 'approved' as const }])),
  ];
}

const sayingOf = ({ criterionId, standing, blocking, headline, detail, gap }: Blocker): string =>
  JSON.stringify([criterionId, standing, blocking, headline, detail, gap]);

function unapproved(changes: readonly WaitingChange[]): Blocker {
  const inOrder = changes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    criterionId: null,
    standing: 'unapproved',
    blocking: false,
    headline: `${counted(changes.length, 'change of the plan waits', 'changes of the plan wait')} for a second person`,
    detail: listed(inOrder.map(({ title, by }) => (by === '' ? title : `${title} by ${by}`))),
    gap: 'needs a second person',
    ownerTeam: null,
    since: inOrder[0]?.at ?? null,
    link: { page: 'go_no_go', datasetId: null },
  };
}

/** Under the approved plan nothing is left at a gate that it does not have. */
export function unapprovedPhase(phase: string): Blocker {
  return {
    criterionId: null,
    standing: 'unapproved',
    blocking: true,
    headline: `The phase ${phase} is not approved`,
    detail: 'the approved plan does not have it',
    gap: 'needs a second person',
    ownerTeam: null,
    since: null,
    link: { page: 'go_no_go', datasetId: null },
  };
}

/** Under the plan as it stands nothing is left at a gate that it no longer has. */
export function takenOutPhase(phase: string): Blocker {
  return {
    ...unapprovedPhase(phase),
    headline: `The phase ${phase} is taken out, and nobody has approved that`,
    detail: 'the plan as it stands does not have it',
  };
}
