import type { Schedule, Tolerances } from '../check/schema.ts';
import { dueTimeMs } from '../freshness/due-time.ts';
import { describeRun } from '../run/describe-run.ts';
import { judgeRun } from '../run/judge-run.ts';
import type { Run } from '../run/schema.ts';
import { cutOffMs, dayOf } from '../time/day.ts';
import { isoOf, msOf } from '../time/instant.ts';
import type { DayFigures, Draw, RunFigures } from './figures.ts';
import { loadOfRun } from './load-of-run.ts';

type Given = {
  run: Run;
  receivedAt: string;
  timeZone: string;
  schedule: Schedule;
  tolerances: Tolerances;
  mayBeEmpty: boolean;
  /** Non-key columns that the dataset declares and does not ignore. */
  declaredColumns: readonly string[];
};

/** What a completed run leaves behind for the verdict: stored with the run, and as `check_latest` where it is the newest. */
export function rollupOfRun({
  run,
  receivedAt,
  timeZone,
  schedule,
  tolerances,
  mayBeEmpty,
  declaredColumns,
}: Given): RunFigures {
  const receivedAtMs = msOf(receivedAt);
  const asOfMs = Math.min(msOf(run.asOf.legacy.time), msOf(run.asOf.target.time), receivedAtMs);
  const { method, population, compared, skippedChunks, seed } = run.coverage;
  const asOf = isoOf(asOfMs);
  return {
    runId: run.runId,
    kind: run.kind,
    verdict: judgeRun(run, { mayBeEmpty, tolerances }),
    text: describeRun(run),
    asOf,
    receivedAt: isoOf(receivedAtMs),
    dueAt: isoOf(dueTimeMs({ asOfMs, receivedAtMs, schedule, nextDueAt: run.nextDueAt })),
    day: dayOf(asOfMs, timeZone),
    window: run.window,
    method,
    population,
    compared,
    skippedChunks,
    seed,
    recordCount: run.kind === 'record_count' ? run.counts : null,
    rows: run.kind === 'field_level' || run.kind === 'noise_floor' ? run.counts : null,
    fields: fieldsOf(run, declaredColumns),
    load: run.kind === 'performance' ? loadOfRun(run, asOf) : null,
  };
}

/** What the run adds to the day of its watermark. */
export function dayOfRun(figures: RunFigures, timeZone: string, graceMs: number): DayFigures {
  const judged = figures.verdict === 'match' || figures.verdict === 'mismatch';
  const conclusive = judged && figures.skippedChunks === 0;
  const isLate = msOf(figures.receivedAt) > cutOffMs(figures.day, timeZone) + graceMs;
  return {
    coveredUntil: conclusive ? figures.dueAt : null,
    heardUntil: figures.dueAt,
    lateAt: isLate ? figures.receivedAt : null,
    newest: figures,
    draws: drawsOf(figures),
    loads: figures.load ? [{ runId: figures.runId, load: figures.load }] : [],
  };
}

function fieldsOf(run: Run, declaredColumns: readonly string[]): RunFigures['fields'] {
  if (run.kind !== 'field_level' && run.kind !== 'noise_floor') return null;
  const fields = run.fields.filter(({ compared }) => compared > 0);
  const seen = new Set([...fields.map(({ name }) => name), ...run.columns.map(({ name }) => name)]);
  const differing = fields
    .filter(({ compared, matching }) => matching < compared)
    .sort((a, b) => a.matching / a.compared - b.matching / b.compared || (a.name < b.name ? -1 : 1));
  return {
    columns: run.fields.length,
    compared: fields.reduce((sum, { compared }) => sum + compared, 0),
    matching: fields.reduce((sum, { matching }) => sum + matching, 0),
    worst: differing[0]?.name ?? null,
    neverCompared: declaredColumns.filter((name) => !seen.has(name)),
  };
}

function drawsOf({ method, rows, runId, seed, population }: RunFigures): Draw[] {
  if (method !== 'sample' || rows === null) return [];
  const unpaired = rows.missingInTarget + rows.extraInTarget + rows.duplicateInTarget;
  const paired = rows.identical + rows.modified;
  const rowsFailing = rows.modified + unpaired;
  const suspected = rows.suspectedLegacy + rows.suspectedTarget;
  return [
    { runId, seed, population, rows: paired + unpaired, rowsFailing, paired, pairedFailing: rows.modified, suspected },
  ];
}
