import type { RunFigures } from '../evidence/figures.ts';
import type { DatasetFacts } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { counted } from '../format/count.ts';
import { meets } from './compare.ts';
import { type Finding, unknownFinding } from './finding.ts';
import type { Requirement } from './requirement.ts';

type CountedThings = {
  /** How many things were looked at; 0 is no evidence. */
  looked: number;
  found: number;
  definition: Pick<Requirement, 'comparator' | 'threshold'>;
  /** "12 of 40 columns" */
  detail: string;
};

/** So many bad things were found among those looked at. A sample or skipped chunks can fail it, and prove nothing. */
export function judgeCount(
  dataset: DatasetFacts,
  run: RunFigures,
  { looked, found, definition, detail }: CountedThings,
): Finding {
  const unproven = (reason: 'no_evidence' | 'inconclusive', why: string) => unknownFinding(dataset, reason, why);
  if (definition.threshold === null) return unproven('no_evidence', 'the criterion has no threshold');
  if (looked === 0 || run.compared === 0) return unproven('no_evidence', 'nothing was compared');
  const value = new Exact(found);
  const isMet = meets(value, definition.comparator, new Exact(definition.threshold));
  if (isMet && run.skippedChunks > 0) return unproven('inconclusive', `${counted(run.skippedChunks, 'chunk')} skipped`);
  if (isMet && run.method === 'sample') return unproven('inconclusive', 'only a sample was looked at');
  if (isMet && run.size?.untied) return unproven('inconclusive', run.size.untied);
  const [left] = run.shortfalls ?? ['what the newest run left out was not looked at yet'];
  if (isMet && left !== undefined) return unproven('inconclusive', left);
  return {
    dataset,
    outcome: isMet ? 'met' : 'not_met',
    reason: null,
    value,
    bound: null,
    pool: null,
    basis: [run],
    detail: found === 0 ? '' : detail,
    gap: null,
  };
}
