import type { Decimal } from 'decimal.js';
import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { counted, countText } from '../format/count.ts';
import { ratioText } from '../format/ratio.ts';
import type { RowCounts } from '../run/schema.ts';
import { msOf } from '../time/instant.ts';
import { meets } from './compare.ts';
import { type Finding, unknownFinding } from './finding.ts';
import type { RateClaim } from './match-rate.ts';

type Fields = NonNullable<RunFigures['fields']>;
type Rate = { part: number; whole: number };

/** Every row was compared, so the figure itself is judged; twice where rows are suspected. */
export function judgeFullScan(
  dataset: DatasetFacts,
  check: CheckRollup,
  run: RunFigures,
  rows: RowCounts,
  fields: Fields,
  claim: RateClaim,
): Finding {
  const ways = claim.by === 'fields' && fields.columns > 0 ? fieldRates(rows, fields) : rowRates(rows);
  if (ways.raw.whole === 0) {
    const detail = rows.compared === 0 ? '0 rows compared' : 'no row has a partner, so no field was compared';
    return unknownFinding(dataset, 'no_evidence', detail);
  }
  const isMet = (rate: Rate) => meets(ratioOf(rate), claim.comparator, claim.threshold);
  const suspected = Math.max(rows.suspectedLegacy, rows.suspectedTarget);
  // Suspected for longer than the dataset's limit counts as confirmed.
  const limitMs = check.tolerances.lagLimitMs;
  const expired = limitMs !== undefined && claim.now.getTime() - msOf(run.asOf) > limitMs;
  const ifConfirmed = isMet(ways.confirmed);
  const decided = expired || isMet(ways.healed) === ifConfirmed;
  const value = ratioOf(ways.raw);
  return {
    dataset,
    outcome: decided ? (ifConfirmed ? 'met' : 'not_met') : 'unknown',
    reason: decided ? null : 'inconclusive',
    value: expired ? ratioOf(ways.confirmed) : value,
    bound: null,
    pool: { part: new Exact(ways.raw.part), whole: ways.raw.whole },
    basis: [run],
    detail: decided
      ? detailOf(rows, fields, claim.by)
      : `${counted(suspected, 'row')} suspected: met if they heal, not met if they do not`,
    gap: decided ? null : `${counted(suspected, 'suspected row')} to decide`,
  };
}

/** Healed: suspected rows turn out identical. Confirmed: each suspected pair differs in every column. */
function fieldRates(
  rows: RowCounts,
  { columns, compared, matching }: Fields,
): Record<'raw' | 'healed' | 'confirmed', Rate> {
  const healed = rows.suspectedLegacy * columns;
  const pairs = Math.min(rows.suspectedLegacy, rows.suspectedTarget) * columns;
  return {
    raw: { part: matching, whole: compared },
    healed: { part: matching + healed, whole: compared + healed },
    confirmed: { part: matching, whole: compared + pairs },
  };
}

/** A suspected pair stands on both sides and is one row that fails. */
function rowRates(rows: RowCounts): Record<'raw' | 'healed' | 'confirmed', Rate> {
  const whole = rows.identical + rows.modified + rows.missingInTarget + rows.extraInTarget + rows.duplicateInTarget;
  return {
    raw: { part: rows.identical, whole },
    healed: { part: rows.identical + rows.suspectedLegacy, whole: whole + rows.suspectedLegacy },
    confirmed: { part: rows.identical, whole: whole + Math.max(rows.suspectedLegacy, rows.suspectedTarget) },
  };
}

function ratioOf({ part, whole }: Rate): Decimal {
  return new Exact(part).div(whole);
}

function detailOf(rows: RowCounts, fields: Fields, by: RateClaim['by']): string {
  const { missingInTarget, extraInTarget, duplicateInTarget } = rows;
  const parts = [
    ...(missingInTarget > 0 ? [`${countText(missingInTarget)} missing`] : []),
    ...(extraInTarget > 0 ? [`${countText(extraInTarget)} extra`] : []),
    ...(duplicateInTarget > 0 ? [`${countText(duplicateInTarget)} duplicate`] : []),
  ];
  const rowRate = ratioText(ratioOf(rowRates(rows).raw), { failing: 'down' });
  if (by === 'rows')
    return [...(rows.modified > 0 ? [`${countText(rows.modified)} modified`] : []), ...parts].join(', ');
  if (fields.columns === 0) {
    return ['key columns only, judged by row match rate', ...parts].join(', ');
  }
  // Rows without a partner are in no comparison of fields: without this they would not show.
  const beside = parts.length > 0 ? [`row match rate ${rowRate}, ${parts.join(', ')} in the target`] : [];
  return [...(fields.worst === null ? [] : [`most in ${fields.worst}`]), ...beside].join('; ');
}
