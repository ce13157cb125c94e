import type { Decimal } from 'decimal.js';
import { type CheckKind, kindOf } from '../check/kinds.ts';
import { doubtText } from '../evidence/doubt-text.ts';
import type { RunFigures } from '../evidence/figures.ts';
import { leftOut } from '../evidence/left-out.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { isUncounted } from '../evidence/unanswered.ts';
import { dateText } from '../format/date.ts';
import { overdueText } from '../freshness/due-of-check.ts';
import { freshnessOf } from '../freshness/freshness.ts';
import type { UnknownReason } from './criterion-result.ts';

/** Evidence that was used; telemetry belongs to no run. */
export type Basis = Pick<RunFigures, 'asOf' | 'method'> & { runId: string | null };

/** What a criterion finds in one dataset. */
export type Finding = {
  dataset: DatasetFacts;
  /** Set exactly when the outcome is unknown. */
  reason: UnknownReason | null;
  outcome: 'met' | 'not_met' | 'unknown';
  /** Null where there is no evidence, or none that is fresh: an old value is not shown as if it were one. */
  value: Decimal | null;
  bound: Decimal | null;
  /** Share of the pooled figure: `part` of `whole`. */
  pool: { part: Decimal; whole: Decimal } | null;
  /** The evidence it rests on. */
  basis: readonly Basis[];
  /** Why, in a few words: "3 rows missing in the target". Empty where the value says all. */
  detail: string;
  /** What stands for the value where there is none, though it is decided: "> 2,000 ms". */
  standIn?: string;
  /** Of how little the value speaks, where that is why it fails: "only 12 of 180 rows". */
  ofOnly?: string;
  /** It holds whichever way what the run could not tell turns out, so that a run that is itself inconclusive can meet it. */
  bothWays?: true;
  /** What it takes: "needs 511 clean rows more". Null where the distance from the threshold says it. */
  gap: string | null;
};

const NOTHING = { value: null, bound: null, pool: null, basis: [], gap: null } as const;

export function unknownFinding(dataset: DatasetFacts, reason: UnknownReason, detail: string): Finding {
  return { dataset, outcome: 'unknown', reason, detail, ...NOTHING };
}

/** The checks of one kind by dataset; a dataset has at most one. */
export function checksOf({ checks }: Pick<Evidence, 'checks'>, kind: CheckKind): ReadonlyMap<string, CheckRollup> {
  return new Map(checks.filter((check) => check.kind === kind).map((check) => [check.datasetId, check]));
}

export type Found = { ok: true; check: CheckRollup; run: RunFigures } | { ok: false; finding: Finding };

/** The newest result of a dataset's check, if there is one and it is fresh. */
export function freshRun(dataset: DatasetFacts, check: CheckRollup | undefined, kind: CheckKind, now: Date): Found {
  const unproven = (reason: UnknownReason, detail: string): Found => ({
    ok: false,
    finding: unknownFinding(dataset, reason, detail),
  });
  if (!check) return unproven('no_evidence', `has no ${kindOf(kind).inText} check`);
  if (!check.latest) return unproven('no_evidence', `the ${kindOf(kind).inText} check never ran`);
  const doubt = doubtText(check.latest);
  if (doubt !== null) {
    const finding = unknownFinding(dataset, 'inconclusive', `${kindOf(kind).inText} check: ${doubt}`);
    return { ok: false, finding: { ...finding, basis: [check.latest] } };
  }
  if (freshnessOf(check.latest, now.getTime()) === 'stale') {
    return unproven('stale', `${kindOf(kind).inText} check ${overdueText(check.latest.dueAt)}`);
  }
  return { ok: true, check, run: check.latest };
}

/**
 * A run over a window fails a dataset, but never passes it: what lies outside was not looked at, and several windows are not put
 * together yet.
 */
export function ofWholeDataset(finding: Finding, { window }: RunFigures): Finding {
  if (window === null || finding.outcome !== 'met') return finding;
  const detail = `only ${dateText(window.from.slice(0, 10))} to ${dateText(window.to.slice(0, 10))} was compared`;
  return { ...finding, outcome: 'unknown', reason: 'inconclusive', detail, gap: 'needs a run over the whole dataset' };
}

/**
 * A run that is inconclusive itself, or that does not fit the size of its dataset, fails a criterion and never meets it, unless the criterion
 * was judged both ways.
 */
export function ofConclusiveRun(finding: Finding, run: RunFigures): Finding {
  if (finding.outcome !== 'met') return finding;
  const doubts = finding.bothWays
    ? isUncounted(run)
    : run.verdict === 'inconclusive' || run.size?.untied || isUncounted(run);
  if (!doubts) return finding;
  return { ...unknownFinding(finding.dataset, 'inconclusive', leftOut(run) ?? run.text), basis: [run] };
}
