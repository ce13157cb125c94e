import type { CheckKind, Tolerances } from '../check/schema.ts';
import type { Criticality } from '../dataset/schema.ts';
import { ledgerOf } from '../evidence/check-ledger.ts';
import { addRunToDay, isNewer } from '../evidence/day.ts';
import type { DayFigures, Load, RunFigures } from '../evidence/figures.ts';
import type { CheckRollup, DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { rollupOfRun } from '../evidence/rollup-of-run.ts';
import { NO_PLAN_FACTS } from '../plan/facts.ts';
import type { Run } from '../run/schema.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export type GivenCheck = {
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

export type Given = {
  datasets: readonly {
    name: string;
    criticality?: Criticality;
    mayBeEmpty?: boolean;
    domain?: string;
    wave?: number;
    /** Declared non-key columns. */
    columns?: readonly string[];
  }[];
  checks: readonly GivenCheck[];
  spans?: readonly DiscrepancySpan[];
  startedAt?: string;
  timeZone?: string;
};

export function idOf(name: string): string {
  const hex = [...name].map((c) => c.charCodeAt(0).toString(16)).join('');
  return `00000000-0000-7000-8000-${hex.padStart(12, '0').slice(-12)}`;
}

/** Evidence as the server keeps it, made from runs in the order in which they arrive. */
export function buildEvidence({ datasets, checks, spans = [], startedAt, timeZone = 'UTC' }: Given): Evidence {
  const facts = datasets.map(({ name, criticality = 'normal', mayBeEmpty = false, domain = 'shop', wave = 1 }) => {
    return { id: idOf(name), name, criticality, mayBeEmpty, domain, wave };
  });
  return {
    timeZone,
    startedAt: startedAt ?? '2026-11-01T00:00:00Z',
    datasets: facts,
    checks: checks.map((check) => buildCheck(check, datasets, timeZone)),
    spans,
    maintenance: [],
    windows: [],
    plan: NO_PLAN_FACTS,
  };
}

function buildCheck(given: GivenCheck, datasets: Given['datasets'], timeZone: string): CheckRollup {
  const { dataset, kind, runs = [], everyMs = DAY_MS, graceMs = HOUR_MS, tolerances = {}, sampleRows = null } = given;
  const schedule = { everyMs, graceMs };
  const { mayBeEmpty = false, columns: declared = [] } = datasets.find(({ name }) => name === dataset) ?? {};
  const columns = declared.map((name) => ({ name, sensitive: false, ignore: false }));
  const days = new Map<string, DayFigures>();
  let latest: RunFigures | null = null;
  for (const run of runs) {
    const receivedAt = given.receivedAt?.(run) ?? run.asOf.target.time;
    const place = { columns, keyColumns: [], mayBeEmpty, moneyColumn: 'amount' };
    const figures = rollupOfRun(run, { receivedAt, timeZone, schedule, tolerances, dataset: place });
    days.set(figures.day, addRunToDay(days.get(figures.day) ?? null, figures, timeZone));
    if (latest === null || isNewer(figures, latest)) latest = figures;
  }
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
    ledger: ledgerOf(judged, timeZone),
    days: judged,
    hours: given.hours ?? [],
  };
}
