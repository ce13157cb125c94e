import type { CheckKind } from '../check/schema.ts';
import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { conclude, type MetricWords } from './conclude.ts';
import { checksOf, type Finding, freshRun, kindText, ofWholeDataset, unknownFinding } from './finding.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { datasetsInScope } from './scope.ts';

export type Asked = { definition: CriterionDefinition; evidence: Evidence; now: Date; words: MetricWords };

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
          return ofWholeDataset(judge(dataset, found.check, found.run), found.run);
        });
  return conclude(definition, findings, words);
}
