import { Decimal } from 'decimal.js';
import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DatasetFacts } from '../evidence/rollup.ts';
import { Exact } from '../exact.ts';
import { counted, countText } from '../format/count.ts';
import { ratioText } from '../format/ratio.ts';
import type { RowCounts } from '../run/schema.ts';
import { sumCounts } from '../sum-counts.ts';
import { msOf } from '../time/instant.ts';
import { meets } from './compare.ts';
import { type Finding, unknownFinding } from './finding.ts';
import type { RateClaim } from './rate-claim.ts';

type Fields = NonNullable<RunFigures['fields']>;
type Rate = { part: Decimal; whole: Decimal };
type Ways = Record<'raw' | 'healed' | 'confirmed', Rate>;

/**
 * Every row was compared, so the figure itself is judged; twice where rows are suspected, or where others counted more or fewer rows than
 * it saw.
 */
export function judgeFullScan(
  dataset: DatasetFacts,
  check: CheckRollup,
  run: RunFigures,
  rows: RowCounts,
  fields: Fields,
  claim: RateClaim,
): Finding {
  const byField = claim.by === 'fields' && fields.columns > 0;
  const unseen = { below: run.size?.below ?? 0, above: run.size?.above ?? 0 };
  const ways = byField ? fieldRates(rows, fields, unseen) : rowRates(rows, unseen);
  if (ways.raw.whole.isZero()) {
    const detail = rows.compared === 0 ? '0 rows compared' : 'no row has a partner, so no field was compared';
    return unknownFinding(dataset, 'no_evidence', detail);
  }
  const isMet = (rate: Rate) => meets(ratioOf(rate), claim.comparator, claim.threshold);
  // Suspected for longer than the dataset's limit counts as confirmed.
  const limitMs = check.tolerances.lagLimitMs;
  const expired = limitMs !== undefined && claim.now.getTime() - msOf(run.asOf) > limitMs;
  const paired = byField ? pairedRates(rows, unseen) : ways;
  const ifHealed = isMet(ways.healed) && isMet(paired.healed);
  const ifConfirmed = isMet(ways.confirmed) && isMet(paired.confirmed);
  // Rows that somebody else counted do not expire.
  const decided = ifHealed === ifConfirmed || (expired && !run.size?.untied);
  const fewPairs = byField && !isMet(paired.raw) && isMet(ways.raw);
  const isOfFew = fewPairs && decided && !ifConfirmed;
  return {
    dataset,
    outcome: decided ? (ifConfirmed ? 'met' : 'not_met') : 'unknown',
    reason: decided ? null : 'inconclusive',
    value: ratioOf(expired ? ways.confirmed : ways.raw),
    bound: null,
    pool: ways.raw,
    basis: [run],
    detail: decided
      ? [...(fewPairs ? [partnersText(rows)] : []), detailOf(rows, fields, claim.by)].filter(Boolean).join('; ')
      : doubtText(run, rows),
    gap: decided ? (isOfFew ? partnersText(rows) : null) : openText(run, rows),
    bothWays: true,
    ...(isOfFew && { ofOnly: pairsText(rows) }),
  };
}

function doubtText({ size }: RunFigures, rows: RowCounts): string {
  if (size?.untied) return size.untied;
  const suspected = suspectedRows(rows);
  if (suspected === 0) return `${counted(size?.above ?? 0, 'row')} more than were counted before it`;
  return `${counted(suspected, 'row')} suspected: met if they heal, not met if they do not`;
}

function openText({ size }: RunFigures, rows: RowCounts): string {
  if (size?.untied) return 'needs a run over all rows that were counted';
  const suspected = suspectedRows(rows);
  return suspected === 0 ? 'needs a count after the run' : `${counted(suspected, 'suspected row')} to decide`;
}

function suspectedRows({ suspectedLegacy, suspectedTarget }: RowCounts): number {
  return Math.max(suspectedLegacy, suspectedTarget);
}

type Unseen = { below: number; above: number };

/**
 * Healed: suspected rows turn out identical. Confirmed: each suspected pair differs in every column, and so does each row that was counted
 * and not seen, while those that nobody counted are none.
 */
function fieldRates(rows: RowCounts, { columns, compared, matching }: Fields, { below, above }: Unseen): Ways {
  const raw = { part: new Exact(matching), whole: new Exact(compared) };
  const healed = new Exact(rows.suspectedLegacy).times(columns);
  const differing = new Exact(Math.min(rows.suspectedLegacy, rows.suspectedTarget)).plus(below).times(columns);
  const padding = Decimal.min(raw.part, new Exact(above).times(columns));
  return {
    raw,
    healed: { part: raw.part.plus(healed), whole: raw.whole.plus(healed) },
    confirmed: { part: raw.part.minus(padding), whole: raw.whole.minus(padding).plus(differing) },
  };
}

/** A row matches or it does not, or it has no partner. A suspected pair stands on both sides and is one row that fails. */
function rowRates(rows: RowCounts, { below, above }: Unseen): Ways {
  const { identical, modified, missingInTarget, extraInTarget, duplicateInTarget } = rows;
  return waysOf(
    {
      part: sumCounts(identical),
      whole: sumCounts(identical, modified, missingInTarget, extraInTarget, duplicateInTarget),
    },
    rows,
    { below, above },
  );
}

/** Pairs among the rows of the larger side. A rate over pairs says nothing of rows that have no partner. */
function pairedRates(rows: RowCounts, unseen: Unseen): Ways {
  const { identical, modified, missingInTarget, extraInTarget, duplicateInTarget } = rows;
  const part = sumCounts(identical, modified);
  const alone = Decimal.max(missingInTarget, sumCounts(extraInTarget, duplicateInTarget));
  return waysOf({ part, whole: part.plus(alone) }, rows, unseen);
}

function waysOf(raw: Rate, rows: RowCounts, { below, above }: Unseen): Ways {
  const healed = rows.suspectedLegacy;
  const padding = Decimal.min(raw.part, above);
  return {
    raw,
    healed: { part: raw.part.plus(healed), whole: raw.whole.plus(healed) },
    confirmed: {
      part: raw.part.minus(padding),
      whole: raw.whole.minus(padding).plus(suspectedRows(rows)).plus(below),
    },
  };
}

/** "only 1 of 1,000,000 rows" */
function pairsText({ identical, modified, missingInTarget, extraInTarget, duplicateInTarget }: RowCounts): string {
  const pairs = identical + modified;
  const rows = pairs + Math.max(missingInTarget, extraInTarget + duplicateInTarget);
  return `only ${countText(pairs)} of ${counted(rows, 'row')}`;
}

/** "only 1 of 1,000,000 rows has a partner" */
function partnersText(rows: RowCounts): string {
  return `${pairsText(rows)} ${rows.identical + rows.modified === 1 ? 'has' : 'have'} a partner`;
}

function ratioOf({ part, whole }: Rate): Decimal {
  return whole.isZero() ? new Exact(0) : part.div(whole);
}

function detailOf(rows: RowCounts, fields: Fields, by: RateClaim['by']): string {
  const { missingInTarget, extraInTarget, duplicateInTarget } = rows;
  const parts = [
    ...(missingInTarget > 0 ? [`${countText(missingInTarget)} missing`] : []),
    ...(extraInTarget > 0 ? [`${countText(extraInTarget)} extra`] : []),
    ...(duplicateInTarget > 0 ? [`${countText(duplicateInTarget)} duplicate`] : []),
  ];
  const rowRate = ratioText(ratioOf(rowRates(rows, { below: 0, above: 0 }).raw), { failing: 'down' });
  if (by === 'rows')
    return [...(rows.modified > 0 ? [`${countText(rows.modified)} modified`] : []), ...parts].join(', ');
  if (fields.columns === 0) {
    return ['key columns only, judged by row match rate', ...parts].join(', ');
  }
  // Rows without a partner are in no comparison of fields: without this they would not show.
  const beside = parts.length > 0 ? [`row match rate ${rowRate}, ${parts.join(', ')} in the target`] : [];
  return [...(fields.worst === null ? [] : [`most in ${fields.worst}`]), ...beside].join('; ');
}
