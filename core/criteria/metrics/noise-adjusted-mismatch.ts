import type { Decimal } from 'decimal.js';
import type { RunFigures } from '../../evidence/figures.ts';
import { largerText } from '../../evidence/larger-failures.ts';
import type { Evidence } from '../../evidence/rollup.ts';
import { rowMatchRate } from '../../evidence/row-match-rate.ts';
import { isWhole } from '../../evidence/stands.ts';
import { slackOf } from '../../evidence/tie-size.ts';
import { Exact } from '../../exact.ts';
import { counted, countText } from '../../format/count.ts';
import { ratioText } from '../../format/ratio.ts';
import { beyondNoise } from '../beyond-noise.ts';
import { meets } from '../compare.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { judgeEachDataset } from '../each-dataset.ts';
import { checksOf, type Finding, freshRun, unknownFinding } from '../finding.ts';
import type { Metric } from '../metric.ts';
import { whenResultsAge } from '../moments.ts';
import { ratioWords } from '../ratio-words.ts';
import type { Requirement } from '../requirement.ts';

const ONE = new Exact(1);
/** Where more of legacy than this differs from itself, that the copy differs says nothing any more. */
const MOST_NOISE = new Exact('0.5');

/**
 * Discrepancy rate above what legacy shows against itself, column by column, of the worst dataset that has a noise-floor check. Both rates are from full
 * scans: the difference of two estimates has no bound that we could prove.
 */
export const noiseAdjustedMismatch: Metric<'noise_adjusted_mismatch'> = {
  id: 'noise_adjusted_mismatch',
  name: 'Noise-adjusted mismatch',
  unit: 'ratio',
  better: 'less',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'lt', threshold: '0.001' },
  least: 'every row, and every row of legacy against itself',
  waitsFor: null,
  requires: [],
  reads: ['field_level', 'noise_floor'],
  counts: 'figure',
  window: null,
  options: [],
  page: 'discrepancies',
  backlog: 'differences',
  changesAt: [whenResultsAge],
  evaluate,
};

function evaluate(definition: Requirement, evidence: Evidence, now: Date): CriterionResult {
  const words = ratioWords(definition, noiseAdjustedMismatch);
  const fields = checksOf(evidence, 'field_level');
  const by = { kind: 'noise_floor', of: 'declared' } as const;
  return judgeEachDataset({ definition, evidence, now, words }, by, (dataset, _, noise): Finding => {
    if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    const found = freshRun(dataset, fields.get(dataset.id), 'field_level', now);
    if (!found.ok) return found.finding;
    const [mismatch, floor] = [rateOf(found.run), rateOf(noise)];
    if (typeof mismatch === 'string') return unknownFinding(dataset, 'inconclusive', mismatch);
    if (typeof floor === 'string') return unknownFinding(dataset, 'inconclusive', `noise floor: ${floor}`);
    const value = beyondNoise(found.run, noise);
    if (value === null) return unknownFinding(dataset, 'inconclusive', 'the runs do not say which columns differ');
    const isMet = meets(value, definition.comparator, words.threshold);
    const needsNoise = !meets(mismatch, definition.comparator, words.threshold);
    const doubt = isMet
      ? (whyNot(found.run, noise, floor) ?? (needsNoise ? tooFewText(found.run, noise) : null))
      : null;
    if (doubt !== null) return unknownFinding(dataset, 'inconclusive', doubt);
    const shown = (rate: Decimal) => ratioText(rate, { failing: 'up' });
    return {
      dataset,
      outcome: isMet ? 'met' : 'not_met',
      reason: null,
      value,
      bound: null,
      pool: null,
      basis: [found.run, noise],
      detail: `${shown(mismatch)} differ, legacy differs from itself in ${shown(floor)}`,
      gap: null,
    };
  });
}

/** Why noise may make a dataset fail and not pass; null where it may. */
function whyNot(run: RunFigures, noise: RunFigures, floor: Decimal): string | null {
  if (floor.gt(MOST_NOISE)) return `noise floor: legacy differs from itself in ${ratioText(floor, { failing: 'up' })}`;
  const [columns, measured] = [run.fields?.columns ?? 0, noise.fields?.columns ?? 0];
  return columns === measured
    ? null
    : `noise was measured in ${counted(measured, 'column')}, ${countText(columns)} were compared`;
}

/** Noise of a few rows says nothing of all the others that differ. Null: legacy was compared with itself in as many rows, but for a thousandth. */
function tooFewText({ rows }: RunFigures, { rows: measured }: RunFigures): string | null {
  const [wanted, looked] = [rows?.legacy ?? 0, measured?.legacy ?? 0];
  return wanted - looked > slackOf(wanted)
    ? `noise was measured in ${countText(looked)} of ${counted(wanted, 'legacy row')} that were compared`
    : null;
}

/** The discrepancy rate of a full scan without doubt, or why there is none. */
function rateOf(run: RunFigures): Decimal | string {
  if (run.method === 'sample') return 'only a sample was compared';
  if (run.skippedChunks > 0) return 'chunks were skipped';
  if (run.window !== null) return 'only a part of the dataset was compared';
  if (run.size?.untied) return run.size.untied;
  const larger = largerText(run);
  if (larger !== null) return larger;
  if (!isWhole(run)) return run.shortfalls?.[0] ?? 'something was left out';
  if (run.rows && run.rows.suspectedLegacy + run.rows.suspectedTarget > 0) return 'suspected rows are not decided';
  const rate = rowMatchRate(run);
  return rate === null ? 'no row was compared' : ONE.minus(rate);
}
