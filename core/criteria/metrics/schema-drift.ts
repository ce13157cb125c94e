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

/** Columns that one side lacks or that mean something else there, of the worst dataset. */
export const schemaDrift: Metric<'schema_drift'> = {
  id: 'schema_drift',
  name: 'Schema drift',
  unit: 'count',
  better: 'less',
  most: null,
  withoutThreshold: null,
  usual: { comparator: 'lte', threshold: '0' },
  least: 'every column, at least one',
  waitsFor: null,
  requires: ['schema'],
  reads: ['schema'],
  counts: 'figure',
  window: null,
  options: [],
  page: 'evidence',
  backlog: null,
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = countWords(definition, schemaDrift, { one: 'column differs', many: 'columns differ' });
  return judgeEachDataset({ definition, evidence, now, words }, { kind: 'schema', of: 'every' }, (dataset, _, run) => {
    if (!run.drift) return unknownFinding(dataset, 'no_evidence', 'the run does not say what it compared');
    const { columns, items } = run.drift;
    const detail = `${counted(items, 'difference')} in ${counted(columns, 'column')}`;
    return judgeCount(dataset, run, { looked: columns, found: items, definition, detail });
  });
}
