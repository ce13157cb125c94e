import type { Schedule, Tolerances } from '../check/schema.ts';
import type { DatasetDefinition } from '../dataset/schema.ts';
import { dueTimeMs } from '../freshness/due-time.ts';
import { type ClockWitness, findClockDoubt, NO_WITNESS } from '../run/clock-doubt.ts';
import { describeRun } from '../run/describe-run.ts';
import { judgeRun, notComparedOf } from '../run/judge-run.ts';
import type { Run, RunOf } from '../run/schema.ts';
import { sumDecimals } from '../sum-decimals.ts';
import { dayOf } from '../time/day.ts';
import { isoOf, msOf } from '../time/instant.ts';
import type { RunFigures } from './figures.ts';
import { loadOfRun } from './load-of-run.ts';

export type RunPlace = {
  receivedAt: string;
  timeZone: string;
  schedule: Schedule;
  tolerances: Tolerances;
  dataset: Pick<DatasetDefinition, 'columns' | 'keyColumns' | 'mayBeEmpty' | 'moneyColumn'> &
    Partial<Pick<DatasetDefinition, 'lagMs'>>;
  /** Left out: the word of the run is taken, unless it lies in the future. */
  witness?: ClockWitness;
};

/** What a completed run leaves behind. Depends on the run and its place only, never on what was there before. */
export function rollupOfRun(run: Run, place: RunPlace): RunFigures {
  const { dataset, receivedAt, timeZone, tolerances } = place;
  const read = Math.min(msOf(run.asOf.legacy.time), msOf(run.asOf.target.time));
  const receivedAtMs = msOf(receivedAt);
  const doubt = findClockDoubt(run, place.witness ?? NO_WITNESS, receivedAtMs);
  const asOfMs = doubt ? receivedAtMs : Math.min(read, receivedAtMs);
  const asOf = isoOf(asOfMs);
  const verdict = judgeRun(run, { mayBeEmpty: dataset.mayBeEmpty, tolerances, lagMs: dataset.lagMs });
  const rows = run.kind === 'field_level' || run.kind === 'noise_floor' ? run : null;
  return {
    runId: run.runId,
    kind: run.kind,
    verdict: doubt && verdict === 'match' ? 'inconclusive' : verdict,
    text: doubt ? `${describeRun(run)}; proves nothing: ${doubt}` : describeRun(run),
    ...(doubt && { clockDoubt: doubt }),
    asOf,
    receivedAt: isoOf(receivedAtMs),
    // With a doubt it speaks for no moment after the one in which it was heard.
    dueAt: isoOf(
      doubt
        ? receivedAtMs
        : dueTimeMs({ asOfMs, receivedAtMs, schedule: place.schedule, timeZone, nextDueAt: run.nextDueAt }),
    ),
    day: dayOf(asOfMs, timeZone),
    window: run.window,
    method: run.coverage.method,
    population: run.coverage.population,
    compared: run.coverage.compared,
    skippedChunks: run.coverage.skippedChunks,
    seed: run.coverage.seed,
    recordCount:
      run.kind === 'record_count'
        ? { ...run.counts, at: { legacy: run.asOf.legacy.time, target: run.asOf.target.time } }
        : null,
    rows: rows?.counts ?? null,
    fields: rows && fieldsOf(rows, dataset),
    load: run.kind === 'performance' && !doubt ? loadOfRun(run, asOf) : null,
    ...ofKind(run, dataset.moneyColumn),
  };
}

/** What only some kinds report. */
function ofKind(
  run: Run,
  moneyColumn: string | null,
): Pick<RunFigures, 'money' | 'segments' | 'drift' | 'order' | 'lag'> {
  switch (run.kind) {
    case 'field_level':
      return { money: moneyOf(run, moneyColumn) };
    case 'checksum': {
      const differing = run.checksums.filter(({ legacy, target }) => legacy !== target).length;
      const neverCompared = notComparedOf(run).map(({ column }) => column);
      return { segments: { compared: run.segmentsCompared, differing, neverCompared } };
    }
    case 'schema':
      return { drift: { columns: run.columnsCompared, items: run.items.length } };
    case 'event_order':
      return { order: { events: run.events, violations: run.violationCount } };
    case 'replication_lag':
      return { lag: run.lag };
    default:
      return {};
  }
}

/**
 * Only exact groups know the money of every difference; a list of samples does not. Rows without partner and differences of the money
 * column must all say theirs: what is not said is not 0.
 */
function moneyOf({ moneyCompared, groups }: RunOf<'field_level'>, moneyColumn: string | null): RunFigures['money'] {
  if (moneyCompared === undefined || groups === undefined || moneyColumn === null) return null;
  const withMoney = groups.filter(({ class: kind, field }) => kind !== 'modified' || field === moneyColumn);
  if (withMoney.some(({ moneyGross }) => moneyGross === undefined)) return null;
  return { compared: moneyCompared, differing: sumDecimals(withMoney.flatMap(({ moneyGross }) => moneyGross ?? [])) };
}

function fieldsOf(
  run: RunOf<'field_level'> | RunOf<'noise_floor'>,
  { columns, keyColumns }: RunPlace['dataset'],
): NonNullable<RunFigures['fields']> {
  const { fields } = run;
  const rate = (field: (typeof fields)[number]) => (field.compared === 0 ? 1 : field.matching / field.compared);
  const worst = fields.reduce<(typeof fields)[number] | null>(
    (found, field) => (rate(field) < (found ? rate(found) : 1) ? field : found),
    null,
  );
  const seen = new Set([...keyColumns, ...fields.map(({ name }) => name), ...run.columns.map(({ name }) => name)]);
  return {
    columns: fields.length,
    compared: fields.reduce((sum, field) => sum + field.compared, 0),
    matching: fields.reduce((sum, field) => sum + field.matching, 0),
    worst: worst?.name ?? null,
    neverCompared: [
      ...columns.filter(({ name, ignore }) => !ignore && !seen.has(name)).map(({ name }) => name),
      ...notComparedOf(run).map(({ column }) => column),
    ],
  };
}
