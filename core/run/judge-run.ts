import { Decimal } from 'decimal.js';
import type { Tolerances } from '../check/tolerances.ts';
import { quantileOf } from '../metrics/quantile.ts';
import { fewestSamples } from '../stats/fewest-samples.ts';
import { msOf } from '../time/instant.ts';
import type { Run, RunOf, RunVerdict } from './schema.ts';
import { CLOCK_TOLERANCE_MS } from './tie-counts.ts';
import { isKnown, mayBeOfNothing, provesTotal, totalDiffers } from './total.ts';

/** What a run's verdict depends on besides its own values. */
export type JudgeBy = { mayBeEmpty: boolean; tolerances: Tolerances; lagMs?: number | undefined };

export const DEFAULT_PERCENTILE = '0.95';

/**
 * The verdict, from the values alone. A confirmed difference is a mismatch whatever else is missing. Nothing compared is not
 * evaluated, unless the dataset may be empty and both sides are. Skipped chunks, suspicions, or columns that only one side has are, without a
 * difference, inconclusive.
 * A sample without a difference matches; what it proves is for the criteria to say. A percentile of too few samples is inconclusive.
 */
export function judgeRun(run: Run, by: JudgeBy): RunVerdict {
  if (run.failure) return 'not_evaluated';
  const verdict = judgeValues(run, by);
  const isPartial = run.coverage.skippedChunks > 0 || notComparedOf(run).length > 0;
  return verdict === 'match' && isPartial ? 'inconclusive' : verdict;
}

/** Columns that the run names as compared by nobody. */
export function notComparedOf(run: Run): NonNullable<RunOf<'field_level'>['notCompared']> {
  return ((run.kind === 'field_level' || run.kind === 'checksum') && run.notCompared) || [];
}

function judgeValues(run: Run, by: JudgeBy): RunVerdict {
  switch (run.kind) {
    case 'record_count':
      return judgeCounts(run, by);
    case 'field_level':
    case 'noise_floor':
      return judgeRows(run, by);
    case 'checksum': {
      const differ = run.checksums.some((segment) => segment.legacy !== segment.target);
      return differ ? 'mismatch' : compared(run, run.segmentsCompared, by);
    }
    case 'aggregate':
      return judgeAggregates(run, by);
    case 'schema':
      return run.items.length > 0 ? 'mismatch' : compared(run, run.columnsCompared, { ...by, mayBeEmpty: false });
    case 'event_order':
      return run.violationCount > 0 ? 'mismatch' : compared(run, run.events, by);
    case 'replication_lag':
      return judgeLag(run, by);
    case 'performance':
      return judgePerformance(run, by);
    case 'scenario': {
      const results = new Set(run.scenarios.map((scenario) => scenario.result));
      if (results.has('failed')) return 'mismatch';
      if (!results.has('passed')) return 'not_evaluated';
      return results.has('skipped') ? 'inconclusive' : 'match';
    }
  }
}

function compared(run: Run, units: number, by: JudgeBy): RunVerdict {
  return (units > 0 && run.coverage.compared > 0) || by.mayBeEmpty ? 'match' : 'not_evaluated';
}

function judgeCounts(run: RunOf<'record_count'>, by: JudgeBy): RunVerdict {
  const { counts, coverage } = run;
  const empty = counts.legacy === 0 && counts.target === 0;
  if (empty) return by.mayBeEmpty ? 'match' : 'not_evaluated';
  if (counts.legacy !== counts.target) return 'mismatch';
  if (coverage.compared === 0) return 'not_evaluated';
  // Of counts read hours apart nobody knows whether they are equal by chance.
  return apartMs(run.asOf) > Math.max(CLOCK_TOLERANCE_MS, by.lagMs ?? 0, by.tolerances.lagMs ?? 0)
    ? 'inconclusive'
    : 'match';
}

const apartMs = ({ legacy, target }: Run['asOf']) => Math.abs(msOf(legacy.time) - msOf(target.time));

function judgeRows({ counts }: RunOf<'field_level'> | RunOf<'noise_floor'>, by: JudgeBy): RunVerdict {
  if (counts.modified + counts.missingInTarget + counts.extraInTarget + counts.duplicateInTarget > 0) return 'mismatch';
  if (counts.suspectedLegacy + counts.suspectedTarget > 0) return 'inconclusive';
  if (counts.compared > 0) return 'match';
  return by.mayBeEmpty && counts.legacy === 0 && counts.target === 0 ? 'match' : 'not_evaluated';
}

function judgeAggregates(run: RunOf<'aggregate'>, by: JudgeBy): RunVerdict {
  const known = run.aggregates.filter(isKnown);
  if (known.some(totalDiffers)) return 'mismatch';
  const mayBeEmpty = mayBeOfNothing(run, by);
  const proving = known.filter((total) => provesTotal(total, mayBeEmpty));
  const verdict = compared(run, proving.length, { ...by, mayBeEmpty });
  // A total that neither side has was asked for, and not compared.
  return verdict === 'match' && known.length < run.aggregates.length ? 'inconclusive' : verdict;
}

function judgeLag(run: RunOf<'replication_lag'>, { tolerances }: JudgeBy): RunVerdict {
  if (run.lag.samples === 0) return 'not_evaluated';
  const limit = tolerances.lagLimitMs ?? tolerances.lagMs;
  if (limit !== undefined && run.lag.p95Ms > limit) return 'mismatch';
  return run.lag.samples < fewestSamples('0.95') ? 'inconclusive' : 'match';
}

function judgePerformance({ target }: RunOf<'performance'>, { tolerances }: JudgeBy): RunVerdict {
  const percentile = tolerances.percentile ?? DEFAULT_PERCENTILE;
  const measured = quantileOf(target.latency, percentile);
  if (measured === null) return 'not_evaluated';
  const { slaMs } = tolerances;
  if (slaMs !== undefined && (measured.upToMs === null || new Decimal(measured.upToMs).gt(slaMs))) return 'mismatch';
  return measured.requests < fewestSamples(percentile) ? 'inconclusive' : 'match';
}
