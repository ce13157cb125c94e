import { kindsThat } from '#core/check/kinds.ts';
import { longestGapMs } from '#core/check/schedule.ts';
import { EMPTY_LEDGER } from '#core/evidence/check-ledger.ts';
import type { LagHour, Load } from '#core/evidence/figures.ts';
import type { CheckDay, CheckRollup, DatasetFacts, DiscrepancySpan, Evidence } from '#core/evidence/rollup.ts';
import { CLOCK_TOLERANCE_MS } from '#core/run/clock-tolerance.ts';
import { dayOf, startOfDayMs } from '#core/time/day.ts';
import { msOf } from '#core/time/instant.ts';
import { DAY_MS } from '#core/time/units.ts';
import { loadPlanFacts } from '../document/load-facts.ts';
import type { Tx } from '../scope.ts';

/** Days that a trend shows. */
const TREND_DAYS = 31;
/** The longest that a calendar leaves between two results. */
const WEEKLY_MS = longestGapMs({ at: 'weekly monday', graceMs: 0 });
/** Business cycle of a performance check that does not declare its own. */
const DEFAULT_CYCLE_DAYS = 35;

/**
 * Everything the criteria of a migration are judged by: a fixed number of reads, of rollups only. What comes out of a rollup
 * was put in by `rollupOfRun`, so it is taken as it is. `ledgerDays`: how far back any criterion looks. `which`: all days, as trends
 * and back-tests need them, or only those that the present is judged by.
 */
export async function loadEvidence(
  tx: Tx,
  migrationId: string,
  now: Date,
  ledgerDays: number,
  which: Which = 'all days',
): Promise<Evidence> {
  return (await load(tx, migrationId, now, { ledgerDays, which, besides: { checkIds: [], ends: [] } })).evidence;
}

/** What another plan than the one that stands asks besides: checks that are no longer done, and month-ends by their ends. */
export type Besides = { checkIds: readonly string[]; ends: readonly string[] };

/** The evidence of a judgement, and besides that of checks that are no longer done. */
export async function loadEvidenceBesides(
  tx: Tx,
  migrationId: string,
  now: Date,
  ledgerDays: number,
  besides: Besides,
): Promise<{ evidence: Evidence; retired: CheckRollup[] }> {
  return await load(tx, migrationId, now, { ledgerDays, which: 'judged days', besides });
}

type Which = 'all days' | 'judged days';
type EvidenceRequest = { ledgerDays: number; which: Which; besides: Besides };

async function load(
  tx: Tx,
  migrationId: string,
  now: Date,
  { ledgerDays, which, besides }: EvidenceRequest,
): Promise<{ evidence: Evidence; retired: CheckRollup[] }> {
  const migration = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: { timeZone: true, createdAt: true },
  });
  const since = new Date(Math.max(migration.createdAt.getTime() - DAY_MS, now.getTime() - ledgerDays * DAY_MS));
  const planFacts = await loadPlanFacts(tx, migrationId, now);
  const days =
    which === 'all days'
      ? await loadDays(tx, migrationId, since, now)
      : new Map([
          ...(await loadEndDays(
            tx,
            migrationId,
            endDays([...cycleEnds(planFacts), ...besides.ends], migration.timeZone),
            besides,
          )),
          ...(await loadJudgedDays(tx, migrationId, since, besides)),
        ]);
  const hours = await loadHours(tx, migrationId, now, besides);
  const lagHours = await loadLagHours(tx, migrationId, since, besides);
  const checks = (await loadChecks(tx, migrationId, besides)).map(({ enabled, ...check }) => ({
    enabled,
    check: {
      ...check,
      days: days.get(check.id) ?? [],
      hours: hours.get(check.id) ?? [],
      lagHours: lagHours.get(check.id) ?? [],
    },
  }));
  return {
    evidence: {
      timeZone: migration.timeZone,
      startedAt: migration.createdAt.toISOString(),
      datasets: await loadDatasets(tx, migrationId),
      checks: checks.flatMap(({ enabled, check }) => (enabled ? [check] : [])),
      spans: await loadSpans(tx, migrationId, since),
      accepted: await loadAccepted(tx, migrationId, since),
      ...planFacts,
    },
    retired: checks.flatMap(({ enabled, check }) => (enabled ? [] : [check])),
  };
}

/** The evidence of a judgement, with the days that trends are made of. */
export async function withAllDays(tx: Tx, migrationId: string, evidence: Evidence, now: Date): Promise<Evidence> {
  const days = await loadDays(tx, migrationId, new Date(now.getTime() - TREND_DAYS * DAY_MS), now);
  return {
    ...evidence,
    checks: evidence.checks.map((check) => {
      const read = days.get(check.id) ?? [];
      const known = new Set(read.map(({ day }) => day));
      return { ...check, days: [...check.days.filter(({ day }) => !known.has(day)), ...read] };
    }),
  };
}

async function loadDatasets(tx: Tx, migrationId: string): Promise<DatasetFacts[]> {
  return await tx.$queryRaw<DatasetFacts[]>`
    SELECT d.id, d.name, n.name AS domain, d.wave, d.criticality, d.may_be_empty AS "mayBeEmpty", d.money_column AS "moneyColumn",
           d.lag_ms::float8 AS "lagMs"
    FROM dataset d JOIN domain n ON n.migration_id = d.migration_id AND n.id = d.domain_id
    WHERE d.migration_id = ${migrationId}::uuid ORDER BY d.name`;
}

type CheckRow = Omit<CheckRollup, 'days' | 'hours' | 'lagHours'> & { enabled: boolean };

/**
 * In one piece of JSON, read by us: thousands of rows would be decoded one by one. Put together as text, for the database takes twice as
 * long to build it as a value; nothing in it needs to be escaped.
 */
async function loadChecks(tx: Tx, migrationId: string, besides: Besides): Promise<CheckRow[]> {
  const [row] = await tx.$queryRaw<{ checks: string | null }[]>`
    SELECT '[' || string_agg(concat(
             '{"id":"', c.id, '","datasetId":"', c.dataset_id, '","kind":"', c.kind, '","enabled":', c.enabled::text,
             ',"schedule":', c.schedule, ',"tolerances":', c.tolerances, ',"sampleRows":', coalesce(c.sampling -> 'rows', 'null'),
             ',"createdAt":"', to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             '","latest":', coalesce(l.figures, 'null'), ',"standing":', coalesce(l.standing, 'null'),
             ',"ledger":', coalesce(l.ledger, ${JSON.stringify(EMPTY_LEDGER)}::jsonb), '}'), ',' ORDER BY c.id) || ']' AS checks
    FROM plan_check c
    LEFT JOIN check_latest l ON l.migration_id = c.migration_id AND l.check_id = c.id
    WHERE c.migration_id = ${migrationId}::uuid AND (c.enabled OR c.id = ANY (${besides.checkIds}::uuid[]))`;
  const checks: CheckRow[] = JSON.parse(row?.checks ?? '[]');
  return checks;
}

/**
 * In one piece of JSON a check, put together as above. The newest run of a day is most of its size, and is left out
 * where no trend shows the day or stands on it. Evidence from before the ledger still covers its first days, for as long as the
 * check's schedule says.
 */
async function loadDays(tx: Tx, migrationId: string, since: Date, now: Date): Promise<Map<string, CheckDay[]>> {
  const shown = new Date(now.getTime() - TREND_DAYS * DAY_MS);
  const rows = await tx.$queryRaw<{ checkId: string; days: string }[]>`
    SELECT check_id AS "checkId", '[' || string_agg(concat('{"day":"', day, '","figures":',
             CASE WHEN coalesce(next, day) >= ${shown}::date OR next IS NULL THEN figures ELSE figures - 'newest' || '{"newest": null}' END,
             '}'), ',' ORDER BY day) || ']' AS days
    FROM (SELECT d.check_id, d.day, d.figures, lead(d.day) OVER (PARTITION BY d.check_id ORDER BY d.day) AS next
          FROM plan_check c
          JOIN check_day d ON d.migration_id = c.migration_id AND d.check_id = c.id
            AND d.day >= (${since}::timestamptz - make_interval(secs =>
              (coalesce((c.schedule ->> 'everyMs')::numeric, ${WEEKLY_MS}::numeric) + (c.schedule ->> 'graceMs')::numeric) / 1000))::date
          WHERE c.migration_id = ${migrationId}::uuid AND c.enabled) d
    GROUP BY check_id`;
  return new Map(rows.map(({ checkId, days }): [string, CheckDay[]] => [checkId, JSON.parse(days)]));
}

/**
 * Draws are pooled over days, load and lag are looked for in them, and how fast a dataset changes where its sides were counted apart; every
 * other criterion asks the newest run and the ledger.
 */
async function loadJudgedDays(
  tx: Tx,
  migrationId: string,
  since: Date,
  besides: Besides,
): Promise<Map<string, CheckDay[]>> {
  const rows = await tx.$queryRaw<{ checkId: string; days: CheckDay[] }[]>`
    SELECT d.check_id AS "checkId", json_agg(json_build_object('day', d.day, 'figures', d.figures) ORDER BY d.day) AS days
    FROM plan_check c
    JOIN check_latest l ON l.migration_id = c.migration_id AND l.check_id = c.id
      AND (c.kind = ANY (${kindsThat(({ isTelemetry }) => isTelemetry)}::text[]) OR l.figures ->> 'method' = 'sample'
        OR (c.kind = 'record_count' AND abs(extract(epoch FROM (l.figures #>> '{recordCount,at,legacy}')::timestamptz
              - (l.figures #>> '{recordCount,at,target}')::timestamptz)) * 1000 > ${CLOCK_TOLERANCE_MS}))
    JOIN check_day d ON d.migration_id = c.migration_id AND d.check_id = c.id AND d.day >= ${since}::date
    WHERE c.migration_id = ${migrationId}::uuid AND (c.enabled OR c.id = ANY (${besides.checkIds}::uuid[]))
    GROUP BY d.check_id`;
  return new Map(rows.map((row) => [row.checkId, row.days]));
}

const cycleEnds = ({ plan }: Pick<Evidence, 'plan'>): string[] => plan.cycles.map(({ to }) => to);

/** Days in the middle of which a month-end ended: what was read on them before and after tells the ledger nothing apart. */
function endDays(ends: readonly string[], timeZone: string): string[] {
  return ends.flatMap((to) => {
    const day = dayOf(msOf(to), timeZone);
    return startOfDayMs(day, timeZone) === msOf(to) ? [] : [day];
  });
}

async function loadEndDays(
  tx: Tx,
  migrationId: string,
  days: readonly string[],
  { checkIds }: Besides,
): Promise<Map<string, CheckDay[]>> {
  if (days.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ checkId: string; days: CheckDay[] }[]>`
    SELECT d.check_id AS "checkId", json_agg(json_build_object('day', d.day, 'figures', d.figures || '{"newest": null}') ORDER BY d.day) AS days
    FROM plan_check c
    JOIN check_day d ON d.migration_id = c.migration_id AND d.check_id = c.id AND d.day = ANY(${[...days]}::date[])
    WHERE c.migration_id = ${migrationId}::uuid AND c.kind = 'field_level' AND (c.enabled OR c.id = ANY (${checkIds}::uuid[]))
    GROUP BY d.check_id`;
  return new Map(rows.map((row) => [row.checkId, row.days]));
}

async function loadHours(tx: Tx, migrationId: string, now: Date, besides: Besides): Promise<Map<string, Load[]>> {
  const rows = await tx.$queryRaw<{ checkId: string; hours: Load[] }[]>`
    SELECT h.check_id AS "checkId", json_agg(h.figures ORDER BY h.hour) AS hours
    FROM plan_check c
    JOIN metric_hour h ON h.migration_id = c.migration_id AND h.check_id = c.id
      AND h.hour >= ${now}::timestamptz - make_interval(days => coalesce((c.tolerances ->> 'cycleDays')::int, ${DEFAULT_CYCLE_DAYS}::int) + 1)
    WHERE c.migration_id = ${migrationId}::uuid AND c.kind = 'performance' AND (c.enabled OR c.id = ANY (${besides.checkIds}::uuid[]))
    GROUP BY h.check_id`;
  return new Map(rows.map((row) => [row.checkId, row.hours]));
}

async function loadLagHours(
  tx: Tx,
  migrationId: string,
  since: Date,
  { checkIds }: Besides,
): Promise<Map<string, LagHour[]>> {
  const rows = await tx.$queryRaw<{ checkId: string; hours: LagHour[] }[]>`
    SELECT h.check_id AS "checkId", json_agg(h.figures ORDER BY h.hour) AS hours
    FROM plan_check c
    JOIN metric_hour h ON h.migration_id = c.migration_id AND h.check_id = c.id AND h.hour >= ${since}
    WHERE c.migration_id = ${migrationId}::uuid AND c.kind = 'replication_lag' AND (c.enabled OR c.id = ANY (${checkIds}::uuid[]))
    GROUP BY h.check_id`;
  return new Map(rows.map((row) => [row.checkId, row.hours]));
}

/** Oldest acceptance first: of two that changed a day the later one is shown. */
async function loadAccepted(tx: Tx, migrationId: string, since: Date): Promise<NonNullable<Evidence['accepted']>> {
  return await tx.$queryRaw<NonNullable<Evidence['accepted']>>`
    SELECT d ->> 'day' AS day, l.decided_by AS by, ARRAY(SELECT jsonb_array_elements_text(l.changes -> 'datasetIds')) AS "datasetIds"
    FROM late_evidence l CROSS JOIN LATERAL jsonb_array_elements(l.changes -> 'days') d
    WHERE l.migration_id = ${migrationId}::uuid AND l.state = 'accepted' AND l.decided_at >= ${since}
    ORDER BY l.decided_at`;
}

type SpanRow = Omit<DiscrepancySpan, 'from' | 'to'> & { from: Date; to: Date | null };

/** When discrepancies were open, of all that were so at `since` or later. */
export async function loadSpans(tx: Tx, migrationId: string, since: Date): Promise<DiscrepancySpan[]> {
  const rows = await tx.$queryRaw<SpanRow[]>`
    SELECT s.discrepancy_id AS "discrepancyId", d.number, d.title, d.dataset_id AS "datasetId", s.severity,
           s.from_at AS "from", s.to_at AS "to"
    FROM discrepancy_span s
    JOIN discrepancy d ON d.migration_id = s.migration_id AND d.id = s.discrepancy_id
    WHERE s.migration_id = ${migrationId}::uuid AND (s.to_at IS NULL OR s.to_at >= ${since})
    ORDER BY s.from_at, d.number`;
  return rows.map((row) => ({ ...row, from: row.from.toISOString(), to: row.to?.toISOString() ?? null }));
}
