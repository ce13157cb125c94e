import type { CheckKind } from '../check/kinds.ts';
import type { Schedule } from '../check/schema.ts';
import type { Tolerances } from '../check/tolerances.ts';
import type { Criticality } from '../dataset/schema.ts';
import type { Severity } from '../discrepancy/severity.ts';
import type { CheckLedger } from './check-ledger.ts';
import type { DayFigures, LagHour, Load, RunFigures } from './figures.ts';
import type { MaintenanceWindow } from './maintenance.ts';
import type { EnteredWindow, PlanFacts } from './plan-facts.ts';

/**
 * What every criterion is judged by, and nothing else: rollups, never single runs or differences. The server loads it with a
 * bounded number of reads. Instants are ISO text, days `yyyy-mm-dd` of the migration's zone.
 */
export type Evidence = {
  timeZone: string;
  /** Start of the parallel run: its day is the first of the ledger. */
  startedAt: string;
  /** Every dataset of the migration, those without any check too. */
  datasets: readonly DatasetFacts[];
  /** Every enabled check. */
  checks: readonly CheckRollup[];
  /** Confirmed discrepancies, when they were open and how severe: one that opens again has another span, and the severity of before. */
  spans: readonly DiscrepancySpan[];
  /** Days that are other ones since a second person accepted late evidence of these datasets; left out: none. */
  accepted?: readonly { day: string; by: string; datasetIds: readonly string[] }[];
  /** Maintenance that a second person approved. */
  maintenance: readonly MaintenanceWindow[];
  /** The calendar as it was entered. */
  windows: readonly EnteredWindow[];
  plan: PlanFacts;
};

export type DatasetFacts = {
  id: string;
  name: string;
  domain: string;
  wave: number;
  criticality: Criticality;
  /** Without this, 0 rows on both sides is no evidence. */
  mayBeEmpty: boolean;
  /** How long after a write the target may lag; absent: not at all. */
  lagMs?: number;
  /** Absent or null: its differences are not money. */
  moneyColumn?: string | null;
};

export type CheckRollup = {
  id: string;
  datasetId: string;
  kind: CheckKind;
  schedule: Schedule;
  tolerances: Tolerances;
  /** Rows declared for the sample of a day; null: every row is to be compared. */
  sampleRows: number | null;
  createdAt: string;
  /** Newest completed run that nothing supersedes, see `latestOf`. A failed run is none. */
  latest: RunFigures | null;
  /** Newest run that stands (`stands`) until one that looked at no less answers it, where that is not the newest of all. */
  standing?: RunFigures | null;
  /** Days on which it says something, all its days together. */
  ledger: CheckLedger;
  /**
   * Days with any evidence, in any order. The server may leave out days before `startedAt`, and, where only the present is judged, all that
   * no criterion looks into: the days of checks that compare everything, but for those on which a month-end ended in the middle.
   */
  days: readonly CheckDay[];
  /** performance: hours of telemetry, one each, oldest first. At least the newest `cycleDays`. */
  hours: readonly Load[];
  /** replication_lag: hours of telemetry, one each, oldest first. They can fail it and not meet it, and keep nothing fresh. Left out: none. */
  lagHours?: readonly LagHour[];
};

/** `newest` null: left out, on a day so far back that no trend shows it and none stands on it. */
export type CheckDay = { day: string; figures: Omit<DayFigures, 'newest'> & { newest: RunFigures | null } };

export type DiscrepancySpan = {
  discrepancyId: string;
  number: number;
  title: string;
  datasetId: string;
  severity: Severity;
  from: string;
  /** Null: still open. */
  to: string | null;
};
