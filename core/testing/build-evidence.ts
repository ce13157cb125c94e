import type { CheckKind } from '../check/kinds.ts';
import type { Tolerances } from '../check/tolerances.ts';
import type { Criticality } from '../dataset/schema.ts';
import { ledgerOf } from '../evidence/check-ledger.ts';
import { addRunToDay, newerStanding } from '../evidence/day.ts';
import { failuresBefore } from '../evidence/failures-before.ts';
import type { DayFigures, Load, RunFigures } from '../evidence/figures.ts';
import { latestOfAll } from '../evidence/latest-of.ts';
import { NO_PLAN_FACTS } from '../evidence/plan-facts.ts';
import type { CheckRollup, DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { rollupOfRun } from '../evidence/rollup-of-run.ts';
import { seenBefore, tieCount } from '../evidence/tie-count.ts';
import { unitsAskedBy } from '../evidence/tie-units.ts';
import { type Count, NO_WITNESSES, WITNESS_AFTER_MS, type Witnesses } from '../evidence/witnesses.ts';
import type { Run } from '../run/schema.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { DAY_MS, HOUR_MS } from '../time/units.ts';

export type CheckSpec = {
  dataset: string;
  kind: CheckKind;
  /** In order of arrival. */
  runs?: readonly Run[];
  everyMs?: number;
  graceMs?: number;
  tolerances?: Tolerances;
  sampleRows?: number | null;
  hours?: readonly Load[];
  /** When a run is received; absent: at its own watermark on the target. */
  receivedAt?: (run: Run) => string;
};

export type EvidenceSpec = {
  datasets: readonly {
    name: string;
    criticality?: Criticality;
    mayBeEmpty?: boolean;
    domain?: string;
    wave?: number;
    /** Declared non-key columns. */
    columns?: readonly string[];
    keyColumns?: readonly string[];
  }[];
  checks: readonly CheckSpec[];
  spans?: readonly DiscrepancySpan[];
  startedAt?: string;
  timeZone?: string;
};

export function idOf(name: string): string {
  const hex = [...name].map((c) => c.charCodeAt(0).toString(16)).join('');
  return `00000000-0000-7000-8000-${hex.padStart(12, '0').slice(-12)}`;
}

/** Evidence as the server keeps it, made from runs in the order in which they arrive. */
export function buildEvidence({ datasets, checks, spans = [], startedAt, timeZone = 'UTC' }: EvidenceSpec): Evidence {
  const facts = datasets.map(({ name, criticality = 'normal', mayBeEmpty = false, domain = 'shop', wave = 1 }) => {
    return { id: idOf(name), name, criticality, mayBeEmpty, domain, wave };
  });
  return {
    timeZone,
    startedAt: startedAt ?? '2026-11-01T00:00:00Z',
    datasets: facts,
    checks: checks.map((check) =>
      buildCheck(
        check,
        datasets,
        timeZone,
        checks.filter(({ dataset }) => check.dataset === dataset),
      ),
    ),
    spans,
    maintenance: [],
    windows: [],
    plan: NO_PLAN_FACTS,
  };
}

/** All runs of a dataset that say how many rows it has, by time: counts, and what is held against counts. */
type SizeOfRun = Parameters<typeof seenBefore>[1][number] & { isBelieved: boolean };
export type Sizes = { counts: Count[]; seen: SizeOfRun[] };

/** `receivedAt` of a run; absent: at its own watermark on the target. */
export function sizesOf(runs: readonly Run[], receivedAt: (run: Run) => string = onArrival): Sizes {
  const unjudged = runs.flatMap((run) => {
    if (!sized.has(run.kind) || run.failure || run.coverage.compared === 0) return [];
    const isCount = run.kind === 'record_count' && isOfAll(run);
    const { legacy, target } = run.kind === 'record_count' ? run.counts : { legacy: legacyOf(run), target: null };
    const failed = run.kind === 'record_count' && legacy !== target;
    const at = receivedAt(run);
    return [{ runId: run.runId, asOf: asOfRun(run), receivedAt: at, isCount, legacy, target, failed }];
  });
  const byTimeAndId = unjudged.toSorted((a, b) => byTime(a, b) || (a.runId < b.runId ? -1 : 1));
  const seen = byTimeAndId.map((one) => ({
    ...one,
    isBelieved: one.isCount && !tieCount(sidesOf(one), seenBefore(one, byTimeAndId))?.untied,
  }));
  const counts = seen.filter(({ isBelieved }) => isBelieved);
  return { counts: counts.map((one) => ({ ...sidesOf(one), asOf: one.asOf })), seen };
}

const sized = new Set<CheckKind>(['record_count', 'field_level', 'checksum', 'noise_floor']);
const isOfAll = ({ coverage, window }: Run) =>
  window === null && coverage.method === 'full' && coverage.skippedChunks === 0;
const legacyOf = (run: Run) => {
  const { method, population, compared, skippedChunks } = run.coverage;
  const isPart = method === 'sample' || skippedChunks > 0;
  return Math.max('fields' in run ? run.counts.legacy : compared, isPart ? (population ?? 0) : 0);
};
const sidesOf = ({ legacy, target }: { legacy: number; target: number | null }) => ({ legacy, target: target ?? 0 });
const onArrival = (run: Run) => run.asOf.target.time;
const asOfRun = ({ asOf }: Run) => isoOf(Math.min(msOf(asOf.legacy.time), msOf(asOf.target.time)));
/** Instants of evidence are all written alike, so that they sort as texts do. */
const byTime = (a: { asOf: string }, b: { asOf: string }) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0);

export type Known = { run: Run; figures: RunFigures };

/** What is known of a dataset when a run looks at it, counts that come later included. */
export function witnessesOf(
  run: Run,
  { counts, seen }: Sizes,
  earlier: readonly Known[],
  received: string,
  elsewhere: readonly Known[],
): Witnesses {
  const at = asOfRun(run);
  if (run.kind === 'record_count') {
    return { ...NO_WITNESSES, seen: seenBefore({ runId: run.runId, asOf: at, receivedAt: received }, seen) };
  }
  const before = counts.filter(({ asOf }) => asOf <= at).slice(-2);
  const until = isoOf(msOf(at) + WITNESS_AFTER_MS);
  const after = counts.filter(({ asOf }) => asOf > at && asOf <= until).slice(0, 2);
  const last = earlier.reduce<Known | null>((newest, known) => {
    if (known.figures.asOf > at) return newest;
    return newest && byTime(known.figures, newest.figures) < 0 ? newest : known;
  }, null);
  const between = elsewhere
    .filter(({ figures }) => figures.asOf <= at && (!last || byTime(last.figures, figures) < 0))
    .toSorted((a, b) => byTime(a.figures, b.figures));
  const failures = failuresBefore(
    last?.figures ?? null,
    run.kind === 'field_level' ? between.map(({ figures }) => figures) : [],
  );
  const sizes = seen.filter(({ asOf }) => asOf <= at);
  if (!last) return { before, after, previous: null, failures, sizes };
  const columns = 'fields' in last.run ? [...last.run.fields, ...last.run.columns].map(({ name }) => name) : [];
  const never = last.figures.fields?.neverCompared ?? [];
  const previous = {
    columns: [...columns, ...never],
    atLeast: last.figures.size?.atLeast ?? 0,
    units: unitsAskedBy(last.figures),
    totals: last.figures.totals?.asked ?? [],
    pairing: last.figures.pairing?.asked,
  };
  return { before, after, previous, failures, sizes };
}

/** Figures of the runs of a check, in the order in which they were read: each beside the ones before it, in whatever order they came. */
function figuresOf(
  given: CheckSpec,
  datasets: EvidenceSpec['datasets'],
  timeZone: string,
  ofDataset: readonly CheckSpec[],
): Known[] {
  const { dataset, kind, runs = [], everyMs = DAY_MS, graceMs = HOUR_MS, tolerances = {}, sampleRows = null } = given;
  const schedule = { everyMs, graceMs };
  const sizes = sizesOf(
    ofDataset.flatMap((check) => check.runs ?? []),
    given.receivedAt,
  );
  const others =
    kind === 'field_level'
      ? ofDataset.filter((check) => check.kind === 'checksum' || check.kind === 'record_count')
      : [];
  const elsewhere = others.flatMap((check) => figuresOf(check, datasets, timeZone, ofDataset));
  const {
    mayBeEmpty = false,
    columns: declared = [],
    keyColumns = [],
  } = datasets.find(({ name }) => name === dataset) ?? {};
  const columns = declared.map((name) => ({ name, sensitive: false, ignore: false }));
  const earlier: Known[] = [];
  const read = runs.toSorted(
    (a, b) => byTime({ asOf: asOfRun(a) }, { asOf: asOfRun(b) }) || (a.runId < b.runId ? -1 : 1),
  );
  for (const run of read) {
    const receivedAt = (given.receivedAt ?? onArrival)(run);
    const place = { columns, keyColumns: [...keyColumns], mayBeEmpty, moneyColumn: 'amount' };
    const witnesses = witnessesOf(run, sizes, earlier, receivedAt, elsewhere);
    const at = { receivedAt, timeZone, schedule, tolerances, dataset: place, sampleRows, witnesses };
    const figures = rollupOfRun(run, at);
    earlier.push({ run, figures });
  }
  return earlier;
}

function buildCheck(
  given: CheckSpec,
  datasets: EvidenceSpec['datasets'],
  timeZone: string,
  ofDataset: readonly CheckSpec[],
): CheckRollup {
  const { dataset, kind, runs = [], everyMs = DAY_MS, graceMs = HOUR_MS, tolerances = {}, sampleRows = null } = given;
  const schedule = { everyMs, graceMs };
  const days = new Map<string, DayFigures>();
  let standing: RunFigures | null = null;
  const earlier = figuresOf(given, datasets, timeZone, ofDataset);
  for (const run of runs) {
    const figures = earlier.find((known) => known.run === run)?.figures;
    if (!figures) continue;
    standing = newerStanding(standing, figures);
    days.set(figures.day, addRunToDay(days.get(figures.day) ?? null, figures, timeZone));
  }
  const latest = latestOfAll(earlier.map(({ figures }) => figures));
  const judged = [...days].map(([day, figures]) => ({ day, figures }));
  return {
    id: idOf(`${kind}${dataset}`.slice(0, 6)),
    datasetId: idOf(dataset),
    kind,
    schedule,
    tolerances,
    sampleRows,
    createdAt: '2026-11-01T00:00:00Z',
    latest,
    standing: standing?.runId === latest?.runId ? null : standing,
    ledger: ledgerOf(judged, timeZone),
    days: judged,
    hours: given.hours ?? [],
  };
}
