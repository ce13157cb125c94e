import type { Evidence } from '../../evidence/rollup.ts';
import { markKey } from '../../mark/schema.ts';
import type { CriterionResult } from '../criterion-result.ts';
import type { ShareMetric } from '../metric.ts';
import { whenMarksAge } from '../moments.ts';
import type { Requirement } from '../requirement.ts';
import { isValid, type JudgedItem, judgeShare } from '../share-of-items.ts';

/** Statements that somebody attested and nobody withdrew / all of the plan, or the one named. */
export const attestation: ShareMetric<'attestation'> = {
  id: 'attestation',
  name: 'Attestation',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'gte', threshold: '1' },
  least: 'a mark of as many statements as are to be attested, at least one',
  waitsFor: null,
  requires: [],
  reads: [],
  counts: { part: 'attestations', status: 'attested', items: 'statements' },
  window: null,
  options: ['item'],
  page: 'plan',
  backlog: null,
  changesAt: [whenMarksAge],
  evaluate,
};

function evaluate(definition: Requirement, { plan }: Evidence, now: Date): CriterionResult {
  const { item } = definition.options ?? {};
  const items = plan.attestations
    .filter(({ name }) => (item ?? name) === name)
    .map(({ name, validDays }): JudgedItem => {
      const mark = plan.marks.get(markKey({ part: 'attestations', name, member: null }));
      if (!isValid(mark, validDays, now)) return { name, state: 'open', mark: null };
      return { name, state: mark.status === attestation.counts.status ? 'done' : 'failed', mark };
    });
  return judgeShare({ definition, metric: attestation, noun: ['statement', 'statements'], items });
}
