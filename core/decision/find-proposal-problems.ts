import type { Problem } from '../errors.ts';
import type { Verdict } from '../verdict/schema.ts';
import type { Proposal } from './schema.ts';

/** What is missing from a proposal or does not belong to it. `today` in the migration's zone. */
export function findProposalProblems(proposal: Proposal, frozen: Verdict, today: string): Problem[] {
  const { outcome, reason, conditions, extendedTo } = proposal;
  const problems: Problem[] = [];
  // Only a go on a go explains itself.
  if (reason === '' && !(outcome === 'go' && frozen === 'go')) {
    problems.push({ pointer: '/reason', message: 'must say why' });
  }
  if (outcome === 'go_with_conditions' && conditions.length === 0) {
    problems.push({ pointer: '/conditions', message: 'must name at least one condition' });
  }
  if (outcome !== 'go_with_conditions' && conditions.length > 0) {
    problems.push({ pointer: '/conditions', message: 'belong to a go with conditions' });
  }
  for (const [i, { dueOn }] of conditions.entries()) {
    if (dueOn < today) problems.push({ pointer: `/conditions/${i}/dueOn`, message: 'must not be in the past' });
  }
  if (outcome === 'extend' && extendedTo === null) {
    problems.push({ pointer: '/extendedTo', message: 'must say until when' });
  }
  if (outcome !== 'extend' && extendedTo !== null) {
    problems.push({ pointer: '/extendedTo', message: 'belongs to an extension' });
  }
  if (extendedTo !== null && extendedTo <= today) {
    problems.push({ pointer: '/extendedTo', message: 'must be after today' });
  }
  return problems;
}
