import type { Evidence } from '../../evidence/rollup.ts';
import { counted } from '../../format/count.ts';
import { countWords } from '../count-words.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { unknownFinding } from '../finding.ts';
import { judgeCount } from '../judge-count.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import type { Requirement } from '../requirement.ts';

/** Events that came out of order, twice or not at all, of the worst event stream. */
export const orderingViolations: Metric<'ordering_violations'> = {
  id: 'ordering_violations',
  name: 'Ordering violations',
  unit: 'count',
  better: 'less',
  most: null,
  withoutThreshold: null,
  usual: { comparator: 'lte', threshold: '0' },
  least: 'every event, at least one',
  waitsFor: null,
  requires: [],
  reads: ['event_order'],
  counts: 'figure',
  window: null,
  options: [],
  page: 'evidence',
  backlog: null,
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = countWords(definition, orderingViolations, { one: 'violation' });
  const by = { kind: 'event_order', of: 'declared' } as const;
  return judgeEachDataset({ definition, evidence, now, words }, by, (dataset, _, run) => {
    if (!run.order) return unknownFinding(dataset, 'no_evidence', 'the run does not say what it compared');
    const { events, violations } = run.order;
    const detail = `${counted(violations, 'violation')} in ${counted(events, 'event')}`;
    return judgeCount(dataset, run, { looked: events, found: violations, definition, detail });
  });
}
