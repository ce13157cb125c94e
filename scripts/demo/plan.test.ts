import { expect, it } from 'vitest';
import { planDocumentSchema } from '#core/plan/document.ts';
import { findDocumentProblems } from '#core/plan/find-document-problems.ts';
import { findOwnershipGaps } from '#core/plan/find-ownership-gaps.ts';
import { standardCriteria } from '#core/plan/standard-criteria.ts';
import { withDemoPlan } from './plan.ts';
import { MIGRATION } from './set-up.ts';

it('adds up: every phase has somebody accountable, and every owner is a team', () => {
  const bare = planDocumentSchema.parse({
    parallax: 1,
    migration: MIGRATION,
    criteria: standardCriteria.map((criterion) => ({ ...criterion, ownerTeam: 'Platform' })),
  });
  const plan = planDocumentSchema.parse(withDemoPlan(bare, '2026-03-02'));
  expect(findDocumentProblems(plan)).toEqual([]);
  expect(findOwnershipGaps(plan).filter(({ subject }) => subject.startsWith('phase'))).toEqual([]);
  expect(plan.phases.map(({ plannedTo }) => plannedTo)).toEqual(['2026-03-16', '2026-04-13', '2026-05-11']);
});
