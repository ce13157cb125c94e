import type { Evidence } from '../../evidence/rollup.ts';
import { Exact } from '../../exact.ts';
import { counted, countText } from '../../format/count.ts';
import { meets } from '../compare.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { unknownFinding } from '../finding.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { ratioWords } from '../ratio-words.ts';
import type { Requirement } from '../requirement.ts';
import { shortfallOf } from '../shortfall-of.ts';

/** Segments whose checksums match / segments compared, of the worst dataset. */
export const checksumMatch: Metric<'checksum_match'> = {
  id: 'checksum_match',
  name: 'Checksum match',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'gte', threshold: '1' },
  least: 'every segment, at least one',
  waitsFor: null,
  requires: ['checksum'],
  reads: ['checksum'],
  counts: 'figure',
  window: null,
  options: [],
  page: 'evidence',
  backlog: 'differences',
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = ratioWords(definition, checksumMatch);
  return judgeEachDataset(
    { definition, evidence, now, words },
    { kind: 'checksum', of: 'every' },
    (dataset, check, run) => {
      const { segments } = run;
      if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
      if (!segments || segments.compared === 0 || run.compared === 0) {
        return unknownFinding(dataset, 'no_evidence', 'no segment was compared');
      }
      const part = new Exact(Math.max(0, segments.compared - segments.differing));
      const value = part.div(segments.compared);
      const isMet = meets(value, definition.comparator, words.threshold);
      const left = shortfallOf(check, run);
      if (isMet && left !== null) return unknownFinding(dataset, left.reason, left.text);
      if (isMet && run.size?.untied) return unknownFinding(dataset, 'inconclusive', run.size.untied);
      if (isMet && run.skippedChunks > 0) {
        return unknownFinding(dataset, 'inconclusive', `${counted(run.skippedChunks, 'segment')} skipped`);
      }
      if (isMet && run.method === 'sample')
        return unknownFinding(dataset, 'inconclusive', 'only a sample was looked at');
      return {
        dataset,
        outcome: isMet ? 'met' : 'not_met',
        reason: null,
        value,
        bound: null,
        pool: { part, whole: new Exact(segments.compared) },
        basis: [run],
        detail:
          segments.differing === 0
            ? ''
            : `${countText(segments.differing)} of ${counted(segments.compared, 'segment')} ${segments.differing === 1 ? 'differs' : 'differ'}`,
        gap: null,
      };
    },
  );
}
