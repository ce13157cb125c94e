import type { CheckKind } from '../check/schema.ts';
import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { dateText } from '../format/date.ts';
import { freshnessOf } from '../freshness/freshness.ts';
import { conclude, type MetricWords } from './conclude.ts';
import {
  checksOf,
  type Finding,
  freshRun,
  kindText,
  ofConclusiveRun,
  ofWholeDataset,
  unknownFinding,
} from './finding.ts';
import type { CriterionResult, Requirement } from './schema.ts';
import { datasetsInScope } from './scope.ts';

export type Asked = { definition: Requirement; evidence: Evidence; now: Date; words: MetricWords };

type By = {
  kind: CheckKind;
  /** every: a dataset without such a check is untested. declared: only those that have one are judged, and there must be one. */
  of: 'every' | 'declared';
};

/** Judges the newest result of one kind of check in each dataset in scope; it must be fresh, and about the whole dataset. */
export function judgeEachDataset(
  { definition, evidence, now, words }: Asked,
  { kind, of }: By,
  judge: (dataset: DatasetFacts, check: CheckRollup, run: RunFigures) => Finding,
): CriterionResult {
  const checks = checksOf(evidence, kind);
  const inScope = datasetsInScope(evidence, definition.scope);
  const declared = inScope.filter(({ id }) => checks.has(id));
  const [first] = inScope;
  const findings =
    of === 'declared' && declared.length === 0 && first
      ? [unknownFinding(first, 'no_evidence', `no ${kindText(kind)} check is set up`)]
      : (of === 'every' ? inScope : declared).map((dataset) => {
          const found = freshRun(dataset, checks.get(dataset.id), kind, now);
          if (!found.ok) return found.finding;
          const judgeRun = (run: RunFigures) =>
            ofConclusiveRun(ofWholeDataset(judge(dataset, found.check, run), run), run);
          return answered(judgeRun(found.run), found.check, now, judgeRun);
        });
  return conclude(definition, findings, words);
}

/**
 * A full scan that failed stands until one that looks at no less answers it: a sample, a window or a scan that leaves something out may miss
 * what it found. Once it is overdue its figure says nothing any more, but what came after it still does not answer it.
 */
function answered(newest: Finding, { standing }: CheckRollup, now: Date, judge: (run: RunFigures) => Finding): Finding {
  if (!standing || newest.outcome === 'not_met') return newest;
  const before = judge(standing);
  if (before.outcome !== 'not_met') return newest;
  const day = dateText(standing.day);
  const gap = 'needs a full scan that answers it';
  if (freshnessOf(standing, now.getTime()) === 'stale') {
    return {
      ...unknownFinding(before.dataset, 'stale', `the full scan of ${day} failed, and no full scan answers it`),
      gap,
    };
  }
  const detail = [before.detail, `full scan of ${day}, which no full scan answers`, newest.detail]
    .filter(Boolean)
    .join('; ');
  return { ...before, detail };
}
