import { type CheckKind, kindOf } from '../check/kinds.ts';
import type { RunFigures } from '../evidence/figures.ts';
import { largerText } from '../evidence/larger-failures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { ofEverything, unanswered } from '../evidence/unanswered.ts';
import { dateText } from '../format/date.ts';
import { freshnessOf } from '../freshness/freshness.ts';
import { conclude, type MetricWords } from './conclude.ts';
import type { CriterionResult } from './criterion-result.ts';
import { checksOf, type Finding, freshRun, ofConclusiveRun, ofWholeDataset, unknownFinding } from './finding.ts';
import type { Requirement } from './requirement.ts';
import { datasetsInScope } from './scope.ts';

export type MetricInputs = { definition: Requirement; evidence: Evidence; now: Date; words: MetricWords };

type By = {
  kind: CheckKind;
  /** every: a dataset without such a check is untested. declared: only those that have one are judged, and there must be one. */
  of: 'every' | 'declared';
};

/** Judges the newest result of one kind of check in each dataset in scope; it must be fresh, and about the whole dataset. */
export function judgeEachDataset(
  { definition, evidence, now, words }: MetricInputs,
  { kind, of }: By,
  judge: (dataset: DatasetFacts, check: CheckRollup, run: RunFigures) => Finding,
): CriterionResult {
  const checks = checksOf(evidence, kind);
  const inScope = datasetsInScope(evidence, definition.scope);
  const declared = inScope.filter(({ id }) => checks.has(id));
  const [first] = inScope;
  const findings =
    of === 'declared' && declared.length === 0 && first
      ? [unknownFinding(first, 'no_evidence', `no ${kindOf(kind).inText} check is set up`)]
      : (of === 'every' ? inScope : declared).map((dataset) => {
          const found = freshRun(dataset, checks.get(dataset.id), kind, now);
          if (!found.ok) return found.finding;
          const judgeRun = (run: RunFigures) =>
            ofConclusiveRun(ofWholeDataset(judge(dataset, found.check, run), run), run);
          return answered(judgeRun(found.run), found.check, found.run, now, judgeRun);
        });
  return conclude(definition, findings, words);
}

/**
 * A full scan that failed stands until one that looks at no less answers it: a sample, a window or a scan that leaves something out may miss
 * what it found, and one of fewer rows may not have them. Once it is overdue its figure says nothing any more, but what came after it still
 * does not answer it.
 */
function answered(
  newest: Finding,
  { standing }: CheckRollup,
  run: RunFigures,
  now: Date,
  judge: (run: RunFigures) => Finding,
): Finding {
  if (newest.outcome === 'not_met') return newest;
  const larger = [run, ...(standing ? [standing] : [])].flatMap((one) =>
    unanswered(one).flatMap(({ run: failed }) => (failed.kind === one.kind && ofEverything(failed) ? [failed] : [])),
  );
  for (const before of [...(standing ? [standing] : []), ...larger]) {
    const found = judge(before);
    if (found.outcome === 'not_met') return unansweredFinding(newest, found, before, run, now);
  }
  return newest;
}

function unansweredFinding(newest: Finding, found: Finding, before: RunFigures, run: RunFigures, now: Date): Finding {
  const day = dateText(before.day);
  const why = largerText(run);
  if (freshnessOf(before, now.getTime()) === 'stale') {
    const detail = [`the full scan of ${day} failed, and no full scan answers it`, why].filter(Boolean).join('; ');
    return { ...unknownFinding(found.dataset, 'stale', detail), gap: 'needs a full scan that answers it' };
  }
  const detail = [found.detail, `full scan of ${day}, which no full scan answers`, why, newest.detail]
    .filter(Boolean)
    .join('; ');
  return { ...found, detail };
}
