import type pg from 'pg';
import { type CheckLedger, ledgerOf } from '#core/evidence/check-ledger.ts';
import { addRunToDay, dayOfRuns } from '#core/evidence/day.ts';
import type { RunFigures } from '#core/evidence/figures.ts';
import { rollupOfRun } from '#core/evidence/rollup-of-run.ts';
import { runSchema } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { type Base, checksumRun, countRun, fieldRun, schemaRun } from '#server/testing/runs.ts';

export type Filled = { id: string; kind: 'record_count' | 'checksum' | 'field_level' | 'schema' };

/** Runs of one check: `aDay` of them on every `everyDays`-th of the last `days` days, the newest an hour before `now`. */
export type Density = { days: number; everyDays: number; aDay: number };

type FillRequest = { migrationId: string; checks: readonly Filled[]; now: Date; density: Density; timeZone: string };

const ROWS = 10_000;

/**
 * What so many sound runs leave behind, written by SQL: pushing a million would take hours. One run of each kind goes through the core as
 * ever; the others differ from it in id and time only. Answers how many runs there are.
 */
export async function fillEvidence(client: pg.Client, given: FillRequest): Promise<number> {
  await client.query('BEGIN');
  // A million notes of one transaction, which nobody asks for yet.
  await client.query('ALTER TABLE run_receipt DISABLE TRIGGER note_verdict_input');
  await client.query(
    'SELECT parallax_create_partitions(1, d::date) FROM generate_series($1::timestamptz, $2::timestamptz, $3) d',
    [new Date(given.now.getTime() - given.density.days * DAY_MS), given.now, '28 days'],
  );
  let runs = 0;
  for (const kind of ['record_count', 'checksum', 'field_level', 'schema'] as const) {
    const ids = given.checks.filter((check) => check.kind === kind).map(({ id }) => id);
    runs += await fillKind(client, given, ids, figuresOf(kind, given));
  }
  await client.query('ALTER TABLE run_receipt ENABLE TRIGGER note_verdict_input');
  await client.query('COMMIT');
  await client.query('ANALYZE run, run_receipt');
  await client.query('VACUUM ANALYZE check_latest, check_day, plan_check, dataset');
  return runs;
}

function figuresOf(kind: Filled['kind'], { now, timeZone }: FillRequest): RunFigures {
  const at = new Date(now.getTime() - HOUR_MS).toISOString();
  return rollupOfRun(runSchema.parse(RUNS[kind]({ checkId: '00000000-0000-7000-8000-000000000000', at })), {
    receivedAt: at,
    timeZone,
    schedule: { everyMs: DAY_MS, graceMs: HOUR_MS },
    tolerances: {},
    dataset: { columns: [], keyColumns: ['id'], mayBeEmpty: false, moneyColumn: null },
  });
}

const RUNS = {
  record_count: (base: Base) => countRun(base, ROWS),
  checksum: (base: Base) => checksumRun(base, 0, ROWS),
  field_level: (base: Base) => fieldRun(base, { rows: ROWS }),
  schema: (base: Base) => schemaRun(base),
} as const;

async function fillKind(
  client: pg.Client,
  { migrationId, density, now, timeZone }: FillRequest,
  ids: readonly string[],
  figures: RunFigures,
): Promise<number> {
  const day = dayOfRuns([figures], timeZone);
  const { newest: _, ...dayFigures } = day ?? addRunToDay(null, figures, timeZone);
  await client.query('DROP TABLE IF EXISTS bench_run');
  // As version 7 says: the time first, so that ids sort as runs do.
  await client.query(
    `CREATE TEMP TABLE bench_run ON COMMIT DROP AS
     SELECT c.id AS check_id, p.dataset_id, at, (at AT TIME ZONE $6)::date AS day,
            overlay(overlay(gen_random_uuid()::text PLACING
              regexp_replace(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0'), '(.{8})(.{4})', '\\1-\\2')
              FROM 1 FOR 13) PLACING '7' FROM 15 FOR 1)::uuid AS run_id
     FROM unnest($1::uuid[]) AS c (id)
     JOIN plan_check p ON p.id = c.id,
       generate_series(0, $3::int - 1, $4::int) AS back,
       generate_series(0, $5::int - 1) AS n,
       LATERAL (SELECT $2::timestamptz - interval '1 hour' - make_interval(days => back) - n * interval '10 minutes' AS at) t`,
    [ids, now, density.days, density.everyDays, density.aDay, timeZone],
  );
  const text = JSON.stringify(figures);
  const ledger = await ledgerOfRuns(client, timeZone);
  await client.query(
    `INSERT INTO run_receipt (migration_id, run_id, check_id, state, verdict, opened_at, received_at, payload_hash, plan_version)
     SELECT $1, run_id, check_id, 'completed', 'match', at, at, 'bench', 1 FROM bench_run`,
    [migrationId],
  );
  const { rowCount } = await client.query(
    `INSERT INTO run (migration_id, run_id, opened_at, check_id, dataset_id, kind, state, verdict, received_at, as_of, day,
                      duration_ms, text, plan_version, payload_hash, payload_bytes)
     SELECT $1, run_id, at, check_id, dataset_id, $2, 'completed', 'match', at, at, day, 1200, $3, 1, 'bench', 900 FROM bench_run`,
    [migrationId, figures.kind, figures.text],
  );
  const own = `$2::jsonb || jsonb_build_object('runId', run_id, 'day', day, 'asOf', ${ISO('at')}, 'receivedAt', ${ISO('at')},
                 'dueAt', ${ISO(DUE)})`;
  await client.query(
    `INSERT INTO check_day (migration_id, check_id, day, figures)
     SELECT DISTINCT ON (check_id, day) $1, check_id, day, $3::jsonb || jsonb_build_object(
              'wholeUntil', ${ISO(DUE)}, 'wholeAsOf', ${ISO('at')}, 'heardUntil', ${ISO(DUE)}, 'newest', ${own})
     FROM bench_run ORDER BY check_id, day, at DESC`,
    [migrationId, text, JSON.stringify(dayFigures)],
  );
  await client.query(
    `INSERT INTO check_latest (migration_id, check_id, run_id, as_of, received_at, due_at, verdict, text, figures, ledger)
     SELECT DISTINCT ON (check_id) $1, check_id, run_id, at, at, ${DUE}, 'match', $3, ${own}, $4
     FROM bench_run ORDER BY check_id, at DESC`,
    [migrationId, text, figures.text, JSON.stringify(ledger)],
  );
  return rowCount ?? 0;
}

/** All checks ran at the same times, so their days say the same. */
async function ledgerOfRuns(client: pg.Client, timeZone: string): Promise<CheckLedger> {
  const { rows } = await client.query<{ day: string; until: Date }>(
    `SELECT day::text, max(${DUE}) AS until FROM bench_run
     WHERE check_id = (SELECT check_id FROM bench_run LIMIT 1) GROUP BY day ORDER BY day`,
  );
  const days = rows.map(({ day, until }) => ({
    day,
    figures: { wholeUntil: until.toISOString(), heardUntil: until.toISOString(), lateAt: null },
  }));
  return ledgerOf(days, timeZone);
}

const DUE = `at + interval '25 hours'`;
const ISO = (sql: string) => `to_char((${sql}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
