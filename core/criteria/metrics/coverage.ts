import type { Kind } from '../../check/kind.ts';
import { type CheckKind, checkKinds, type KindRegistry, kindRegistry } from '../../check/kinds.ts';
import { anyDayOf } from '../../evidence/day-ranges.ts';
import { doubtText } from '../../evidence/doubt-text.ts';
import type { RunFigures } from '../../evidence/figures.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../../evidence/rollup.ts';
import { Exact } from '../../exact.ts';
import { counted, countText, listed } from '../../format/count.ts';
import { dueOfCheck } from '../../freshness/due-of-check.ts';
import { freshnessOf } from '../../freshness/freshness.ts';
import { sampledText } from '../../run/find-shortfalls.ts';
import { addDays, dayOf, startOfDayMs } from '../../time/day.ts';
import { msOf } from '../../time/instant.ts';
import { meets } from '../compare.ts';
import { conclude } from '../conclude.ts';
import type { CriterionResult } from '../criterion-result.ts';
import { type Finding, unknownFinding } from '../finding.ts';
import type { Metric } from '../metric.ts';
import { whenCyclesEnd, whenResultsAge } from '../moments.ts';
import { poolDraws, sampleWindow } from '../pool-draws.ts';
import { ratioWords } from '../ratio-words.ts';
import type { Requirement } from '../requirement.ts';
import { datasetsInScope } from '../scope.ts';
import { fewRequests } from '../traffic-gap.ts';
import { unrunScenarios } from '../unrun-scenarios.ts';

/** Every dataset must be counted and compared field by field; whatever else is set up for it must be fresh too. */
const always: readonly CheckKind[] = ['record_count', 'field_level'];
/** Evidence of a business cycle may be read so long after its end. */
const CYCLE_DAYS = 3;

type Cell = { name: string; covered: boolean };

/**
 * Required cells with fresh evidence / all required, of the worst dataset. Cells: each kind of check, the columns, and each business cycle
 * (month-end of the calendar) that has ended since the start. What is missing is named. What is only seen through samples is covered, and
 * named as well.
 */
export const coverage: Metric<'coverage'> = {
  id: 'coverage',
  name: 'Coverage',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'gte', threshold: '1' },
  least: 'a fresh result in each cell that is to be covered',
  waitsFor: null,
  requires: always,
  reads: checkKinds,
  counts: 'cells',
  window: null,
  options: [],
  page: 'evidence',
  backlog: 'first_results',
  changesAt: [whenResultsAge, whenCyclesEnd],
  evaluate: judgeCoverage,
};

/** By the kinds of any registry. */
export function judgeCoverage(
  definition: Requirement,
  evidence: Evidence,
  now: Date,
  known: KindRegistry = kindRegistry,
): CriterionResult {
  const words = ratioWords(definition, coverage);
  const checksOf = Map.groupBy(evidence.checks, ({ datasetId }) => datasetId);
  const cycles = endedCycles(evidence, now);
  const findings = datasetsInScope(evidence, definition.scope).map((dataset): Finding => {
    if (words.threshold === null) return unknownFinding(dataset, 'no_evidence', 'the criterion has no threshold');
    const checks = checksOf.get(dataset.id) ?? [];
    const cells = cellsOf(dataset, checks, cycles, evidence, now, known);
    const part = new Exact(cells.filter(({ covered }) => covered).length);
    const value = part.div(cells.length);
    const gaps = cells.filter(({ covered }) => !covered).map(({ name }) => name);
    const sampled = checks.filter(({ latest }) => latest?.method === 'sample').map(({ kind }) => known.of(kind).inText);
    const detail = [
      gaps.length > 0 ? `missing: ${listed(gaps, 5)}` : '',
      sampled.length > 0 ? `only through samples: ${listed(sampled)}` : '',
    ];
    return {
      dataset,
      outcome: meets(value, definition.comparator, words.threshold) ? 'met' : 'not_met',
      reason: null,
      value,
      bound: null,
      pool: { part, whole: new Exact(cells.length) },
      basis: checks.flatMap(({ latest }) => latest ?? []),
      detail: detail.filter(Boolean).join('; '),
      gap: `${counted(gaps.length, 'gap')} in ${countText(cells.length)} cells`,
    };
  });
  return conclude(definition, findings, words);
}

function cellsOf(
  dataset: DatasetFacts,
  checks: readonly CheckRollup[],
  cycles: Evidence['plan']['cycles'],
  evidence: Evidence,
  now: Date,
  known: KindRegistry,
): Cell[] {
  const byKind = new Map(checks.map((check) => [check.kind, check]));
  const kinds = [...new Set([...always, ...byKind.keys()])];
  const fields = byKind.get('field_level');
  const never = fields?.latest?.fields?.neverCompared ?? [];
  return [
    ...kinds.map((kind) => {
      const less = kind === 'scenario' ? unrunScenarios(dataset, evidence) : null;
      return cellOfCheck(known.of(kind), byKind.get(kind), less, now);
    }),
    {
      name: never.length > 0 ? `columns ${listed(never)}` : 'columns',
      covered: isFresh(fields, now) && never.length === 0 && fields?.latest?.shortfalls?.length === 0,
    },
    ...cycles.map(({ name, to }) => ({ name, covered: wasCompared(fields, to, evidence) })),
  ];
}

function cellOfCheck(kind: Kind, check: CheckRollup | undefined, ofPlan: string | null, now: Date): Cell {
  const name = `${kind.inText} check`;
  const less = check ? (lessThanAsked(kind, check, now) ?? (check.latest ? ofPlan : null)) : null;
  return { name: less === null ? name : `${name} (${less})`, covered: isFresh(check, now) && less === null };
}

/** In what the newest evidence is less than the plan asks; null where in nothing. Columns are a cell of their own. */
function lessThanAsked(kind: Kind, check: CheckRollup, now: Date): string | null {
  const { latest } = check;
  const requests = check.hours.length > 0 ? fewRequests(check) : null;
  const isMeasured = check.hours.length > 0 && requests === null && isFresh({ ...check, latest: null }, now);
  return isMeasured ? null : latest ? lessOfRun(kind, check, latest) : requests;
}

/** One rule for all kinds: a run that is inconclusive, or of a part, covers nothing. What is measured is measured over some time. */
function lessOfRun(kind: Kind, check: CheckRollup, run: RunFigures): string | null {
  const { sampleRows } = check;
  const doubt = doubtText(run);
  if (doubt !== null) return doubt;
  if (run.method === 'sample' && sampleRows === null && !kind.isAlwaysSampled) {
    return sampledText(kind, run) ?? `only a sample of ${countText(run.compared)} was looked at`;
  }
  if (run.window !== null && !kind.isTelemetry) return 'only a window was compared';
  if (run.skippedChunks > 0) return `${counted(run.skippedChunks, 'chunk')} skipped`;
  const { size } = kind;
  const short = run.shortfalls?.[0];
  if (short !== undefined && size !== 'counts' && size !== 'scan') return short;
  if (run.size?.untied) return run.size.untied;
  if (run.verdict === 'inconclusive') return short ?? `inconclusive: ${run.text}`;
  if (run.method === 'full' || sampleRows === null) return null;
  const drawn = poolDraws(check, run.day, sampleWindow.days).rows.rows;
  const asked = Math.min(sampleRows, run.population ?? Number.POSITIVE_INFINITY);
  return drawn < asked ? `${countText(drawn)} of ${counted(asked, 'row')} sampled` : null;
}

/** Something was compared, and it still speaks for the present. */
function isFresh(check: CheckRollup | undefined, now: Date): boolean {
  if (!check) return false;
  const due = dueOfCheck(check);
  if (due === null || freshnessOf({ dueAt: due }, now.getTime()) === 'stale') return false;
  return check.latest === null || check.latest.verdict !== 'not_evaluated';
}

function endedCycles({ plan, startedAt }: Evidence, now: Date): Evidence['plan']['cycles'] {
  return plan.cycles.filter(({ to }) => msOf(to) > msOf(startedAt) && msOf(to) <= now.getTime());
}

/**
 * Everything was looked at after the cycle was closed, and not long after: what is read before its end does not show what its last hours
 * left behind. A run over a window shows only its window.
 */
function wasCompared(fields: CheckRollup | undefined, to: string, { timeZone }: Evidence): boolean {
  if (!fields) return false;
  const end = dayOf(msOf(to), timeZone);
  const proven = (from: string, until: string) => anyDayOf(fields.ledger.proven, [from, until]);
  if (proven(addDays(end, 1), addDays(end, CYCLE_DAYS))) return true;
  if (startOfDayMs(end, timeZone) === msOf(to)) return proven(end, end);
  const { wholeAsOf = null } = fields.days.find(({ day }) => day === end)?.figures ?? {};
  return wholeAsOf !== null && msOf(wholeAsOf) >= msOf(to);
}
