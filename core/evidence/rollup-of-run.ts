import type { Schedule } from '../check/schema.ts';
import type { Tolerances } from '../check/tolerances.ts';
import type { DatasetDefinition } from '../dataset/schema.ts';
import { dueTimeMs } from '../freshness/due-time.ts';
import { type ClockWitness, findClockDoubt, findDoubtEnd, NO_WITNESS } from '../run/clock-doubt.ts';
import { describeRun } from '../run/describe-run.ts';
import type { Group } from '../run/difference.ts';
import { findShortfalls } from '../run/find-shortfalls.ts';
import { judgeRun } from '../run/judge-run.ts';
import { notComparedOf } from '../run/not-compared.ts';
import { pairingOf } from '../run/pairing.ts';
import { type FieldCounts, isOfRows, type RowRun, type Run, type RunOf } from '../run/schema.ts';
import { isWorthMoney } from '../run/tie-money.ts';
import { mayBeOfNothing } from '../run/total.ts';
import { type ColumnsOfPlan, uncomparedColumns } from '../run/uncompared-columns.ts';
import { sumCounts } from '../sum-counts.ts';
import { sumDecimals } from '../sum-decimals.ts';
import { dayOf } from '../time/day.ts';
import { isoOf, msOf } from '../time/instant.ts';
import type { RunFigures } from './figures.ts';
import { loadOfRun } from './load-of-run.ts';
import { totalsAsked } from './totals-asked.ts';
import { withWitnesses } from './with-witnesses.ts';
import { NO_WITNESSES, type Witnesses } from './witnesses.ts';

export type RunPlace = {
  receivedAt: string;
  timeZone: string;
  schedule: Schedule;
  tolerances: Tolerances;
  dataset: Pick<DatasetDefinition, 'columns' | 'keyColumns' | 'mayBeEmpty' | 'moneyColumn'> &
    Partial<Pick<DatasetDefinition, 'lagMs'>>;
  /** What says by which columns rows are paired, where that is not the dataset: it as approved, while a change of it waits. */
  pairing?: ColumnsOfPlan;
  /** Rows that the plan asks to be drawn; null or left out: it asks for all of them. */
  sampleRows?: number | null;
  /** Scenarios of the plan; left out: it lists none. */
  scenarios?: readonly string[];
  /** What other evidence knows of the dataset; left out: nothing. */
  witnesses?: Witnesses;
  /** Left out: the word of the run is taken, unless it lies in the future. */
  witness?: ClockWitness;
};

/** What a completed run leaves behind. Depends on the run, its place and its witnesses only, never on the order in which they came. */
export function rollupOfRun(run: Run, place: RunPlace): RunFigures {
  return withWitnesses(rollupOfRunAlone(run, place), run, place.dataset, place.witnesses ?? NO_WITNESSES);
}

function rollupOfRunAlone(run: Run, place: RunPlace): RunFigures {
  const { dataset, receivedAt, timeZone, tolerances } = place;
  const read = Math.min(msOf(run.asOf.legacy.time), msOf(run.asOf.target.time));
  const receivedAtMs = msOf(receivedAt);
  const doubt = findClockDoubt(run, place.witness ?? NO_WITNESS, receivedAtMs);
  const end = findDoubtEnd(place.witness ?? NO_WITNESS, receivedAtMs);
  const asOfMs = doubt ? receivedAtMs : Math.min(read, receivedAtMs);
  const asOf = isoOf(asOfMs);
  const verdict = judgeRun(run, { mayBeEmpty: dataset.mayBeEmpty, tolerances, lagMs: dataset.lagMs });
  const rows = isOfRows(run) ? run : null;
  const fields = rows && fieldsOf(rows, dataset);
  const pairing = rows && pairingOf(rows, place.pairing ?? dataset);
  const alone = {
    verdict: doubt && verdict === 'match' ? ('inconclusive' as const) : verdict,
    text: doubt ? `${describeRun(run)}; proves nothing: ${doubt}` : describeRun(run),
    shortfalls: [
      ...(pairing?.other ? [pairing.other] : []),
      ...findShortfalls(run, dataset, place.sampleRows ?? null, place.scenarios),
    ],
    neverCompared: fields?.neverCompared ?? [],
  };
  return {
    runId: run.runId,
    kind: run.kind,
    verdict: alone.verdict,
    text: alone.text,
    shortfalls: alone.shortfalls,
    alone,
    ...(doubt && { clockDoubt: doubt, ...(end !== null && { doubtedUntil: isoOf(end) }) }),
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
        ? {
            ...run.counts,
            at: { legacy: run.asOf.legacy.time, target: run.asOf.target.time },
            lagMs: lagOf(run, tolerances.lagMs ?? dataset.lagMs ?? 0),
          }
        : null,
    rows: rows?.counts ?? null,
    fields,
    ...(pairing && { pairing }),
    load: run.kind === 'performance' && !doubt ? loadOfRun(run, asOf) : null,
    ...ofKind(run, dataset),
  };
}

/** No longer than the plan allows: it is what the plan says that holds, whatever a tool waits for. */
const lagOf = ({ lagMs }: Run, planned: number): number => Math.min(planned, lagMs ?? planned);

/** What only some kinds report. */
function ofKind(
  run: Run,
  { moneyColumn, mayBeEmpty }: RunPlace['dataset'],
): Pick<RunFigures, 'money' | 'segments' | 'drift' | 'totals' | 'order' | 'lag'> {
  switch (run.kind) {
    case 'field_level':
      return { money: moneyOf(run, moneyColumn) };
    case 'checksum': {
      const differing = run.checksums.filter(({ legacy, target }) => legacy !== target).length;
      const empty = run.checksums.filter(({ legacy, target }) => legacy === null && target === null).length;
      const neverCompared = notComparedOf(run).map(({ column }) => column);
      return { segments: { compared: run.segmentsCompared - empty, differing, neverCompared } };
    }
    case 'schema':
      return { drift: { columns: run.columnsCompared, items: run.items.length } };
    case 'event_order':
      return { order: { events: run.events, violations: run.violationCount } };
    case 'replication_lag':
      return { lag: run.lag };
    case 'aggregate':
      return { totals: { asked: totalsAsked(run, []), mayBeEmpty: mayBeOfNothing(run, { mayBeEmpty }) } };
    case 'record_count':
    case 'performance':
    case 'scenario':
    case 'noise_floor':
      return {};
  }
}

/**
 * Only exact groups know the money of every difference; a list of samples does not. Rows without partner and differences of the money
 * column must all say theirs: what is not said is not 0. A row that differs in the money column and is worth nothing (null for 0, or an amount
 * that nobody could read) is a difference all the same, which no rate by money shows.
 */
function moneyOf({ moneyCompared, groups }: RunOf<'field_level'>, moneyColumn: string | null): RunFigures['money'] {
  if (moneyCompared === undefined || groups === undefined || moneyColumn === null) return null;
  const withMoney = groups.filter((group) => isWorthMoney(group, { moneyColumn }));
  if (withMoney.some((group) => group.moneyGross === undefined || hidesRows(group))) return null;
  return { compared: moneyCompared, differing: sumDecimals(withMoney.flatMap(({ moneyGross }) => moneyGross ?? [])) };
}

/** Legacy and target differ in the amount itself, in rows of which the sum says nothing. */
const hidesRows = ({ class: kind, rowsWorthNothing = 0 }: Group) => kind === 'modified' && rowsWorthNothing > 0;

function fieldsOf(run: RowRun, dataset: RunPlace['dataset']): NonNullable<RunFigures['fields']> {
  const { fields } = run;
  const worst = fields.reduce<FieldCounts | null>(
    (found, field) => (isLower(field, found ?? { compared: 1, matching: 1 }) ? field : found),
    null,
  );
  return {
    columns: fields.length,
    compared: sumOf(fields.map(({ compared }) => compared)),
    matching: sumOf(fields.map(({ matching }) => matching)),
    worst: worst?.name ?? null,
    differing: fields.flatMap(({ name, compared, matching }) =>
      compared > matching ? [{ name, rows: compared - matching }] : [],
    ),
    neverCompared: [
      ...uncomparedColumns(run, dataset).map(({ name }) => name),
      ...notComparedOf(run).map(({ column }) => column),
    ],
  };
}

type Compared = Pick<FieldCounts, 'compared' | 'matching'>;

/** Exactly, without a division: one that was never compared is not lower than any. */
function isLower(a: Compared, b: Compared): boolean {
  return BigInt(a.matching) * BigInt(b.compared) < BigInt(b.matching) * BigInt(a.compared);
}

function sumOf(counts: readonly number[]): number | string {
  const sum = sumCounts(...counts);
  return sum.lte(Number.MAX_SAFE_INTEGER) ? sum.toNumber() : sum.toFixed();
}
