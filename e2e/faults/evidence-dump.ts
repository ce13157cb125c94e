import { onServer } from '#server/testing/on-server.ts';

/** Rows of each table as sorted lines. */
export type EvidenceDump = Record<string, string[]>;

/** As dataset and kind, as dataset, class, field and pattern: names that two migrations of one plan share. */
const NAMES = `
  WITH named_check AS (
    SELECT c.id, d.name || '/' || c.kind AS check_name FROM plan_check c
    JOIN dataset d ON d.migration_id = c.migration_id AND d.id = c.dataset_id WHERE c.migration_id = $1
  ), named_group AS (
    SELECT g.id, concat_ws(' ', d.name, g.class, coalesce(g.field, '-'), g.pattern::text) AS group_name FROM discrepancy g
    JOIN dataset d ON d.migration_id = g.migration_id AND d.id = g.dataset_id WHERE g.migration_id = $1
  )`;

/** What was never completed is no evidence, and which of such runs there were depends on who was killed when. */
const ABANDONED = `(state = 'running' OR (state = 'failed' AND payload_hash IS NULL))`;

/** Run r counts: no other has taken its place, and it does not wait. One that does not says what it said alone, whatever came since. */
export const STANDS = `NOT EXISTS (SELECT FROM run_receipt t WHERE t.migration_id = $1
  AND (t.run_id = r.run_id AND t.evidence <> 'counts' OR t.supersedes_run_id = r.run_id AND t.correction = 'counts'))`;

const tables: Record<string, string> = {
  run: `SELECT check_name, run_id, kind, state, as_of, day::text, duration_ms, coverage, plan_version, agent_name,
          body - 'checkId' AS body, failure, CASE WHEN ${STANDS} THEN verdict END AS verdict, CASE WHEN ${STANDS} THEN text END AS text,
          CASE WHEN ${STANDS} THEN figures ELSE figures -> 'alone' END AS figures FROM run r JOIN named_check n ON n.id = check_id
        WHERE migration_id = $1 AND run_id IN (SELECT run_id FROM run_receipt WHERE migration_id = $1 AND NOT ${ABANDONED})`,
  // The verdict of a receipt is the first answer: what was known then.
  run_receipt: `SELECT check_name, run_id, state, plan_version, supersedes_run_id, evidence, correction FROM run_receipt
        JOIN named_check n ON n.id = check_id WHERE migration_id = $1 AND NOT ${ABANDONED}`,
  run_chunk: `SELECT run_id, chunk, stored, tally FROM run_chunk WHERE migration_id = $1
        AND run_id IN (SELECT run_id FROM run_receipt WHERE migration_id = $1 AND NOT ${ABANDONED})`,
  difference: `SELECT run_id, chunk, count(*) AS rows, min(ordinal), max(ordinal),
          md5(string_agg(concat_ws('|', ordinal, class, field, state, key::text, legacy::text, target::text, money, observed_at),
                         E'\\n' ORDER BY ordinal)) AS content FROM difference WHERE migration_id = $1
        AND run_id IN (SELECT run_id FROM run_receipt WHERE migration_id = $1 AND NOT ${ABANDONED}) GROUP BY run_id, chunk`,
  discrepancy: `SELECT group_name, title, status, severity, row_count, estimated, money_net, money_gross, compared_rows,
          sample_count, window_from, window_to, first_seen_at, last_seen_at, first_run_id, last_run_id, resolved_by_run_id
        FROM discrepancy d JOIN named_group n ON n.id = d.id WHERE migration_id = $1`,
  discrepancy_span: `SELECT group_name, from_at, to_at, severity, opened_by_run_id, closed_by_run_id FROM discrepancy_span
        LEFT JOIN named_group n ON n.id = discrepancy_id WHERE migration_id = $1`,
  run_group: `SELECT group_name, run_id, as_of, role, row_count, estimated, money_net, money_gross, compared_rows, sample_count,
          window_from, window_to FROM run_group LEFT JOIN named_group n ON n.id = discrepancy_id WHERE migration_id = $1`,
  run_proof: `SELECT d.name, run_id, class, fields, as_of, window_from, window_to FROM run_proof p
        JOIN dataset d ON d.migration_id = p.migration_id AND d.id = p.dataset_id WHERE p.migration_id = $1`,
  check_latest: `SELECT check_name, run_id, as_of, due_at, verdict, text, figures, ledger FROM check_latest
        JOIN named_check n ON n.id = check_id WHERE migration_id = $1`,
  check_day: `SELECT check_name, day::text, figures FROM check_day JOIN named_check n ON n.id = check_id WHERE migration_id = $1`,
  metric_minute: `SELECT check_name, at, point - 'checkId' AS point FROM metric_minute JOIN named_check n ON n.id = check_id
        WHERE migration_id = $1`,
  metric_hour: `SELECT check_name, hour, figures FROM metric_hour JOIN named_check n ON n.id = check_id WHERE migration_id = $1`,
};

/**
 * Everything that evidence left behind in a migration, in a form that two migrations of one plan have in common: names instead of
 * ids, and without the times of receipt and the numbers that the order of arrival may choose.
 */
export async function dumpEvidence(migrationId: string, url = process.env.DATABASE_URL ?? ''): Promise<EvidenceDump> {
  return await onServer(url, async (client) => {
    await client.query("SET TIME ZONE 'UTC'");
    const dump: EvidenceDump = {};
    for (const [table, sql] of Object.entries(tables)) {
      const { rows } = await client.query(`${NAMES} ${sql}`, [migrationId]);
      dump[table] = rows.map((row) => JSON.stringify(row, withoutReceipt)).sort();
    }
    return dump;
  });
}

function withoutReceipt(name: string, value: unknown): unknown {
  if (name === 'receivedAt') return undefined;
  return name === 'lateAt' && value !== null ? 'late' : value;
}

const SHOWN = 3;

/** In words, what is missing and what is too much, a few rows for each table. */
export function compareEvidence(expected: EvidenceDump, found: EvidenceDump): string[] {
  return Object.keys(expected).flatMap((table) => {
    const missing = without(expected[table] ?? [], found[table] ?? []);
    const extra = without(found[table] ?? [], expected[table] ?? []);
    return [
      ...(missing.length > 0 ? [`${table}: ${missing.length} rows lost, such as ${shown(missing)}`] : []),
      ...(extra.length > 0 ? [`${table}: ${extra.length} rows too many, such as ${shown(extra)}`] : []),
    ];
  });
}

const shown = (rows: readonly string[]) => rows.slice(0, SHOWN).join(' and ');

/** As often as it is there more than in `other`: a row that is there twice counts. */
function without(rows: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of other) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}

/** How many rows of evidence there are in all, so that two empty dumps are not taken for a proof. */
export const rowsIn = (dump: EvidenceDump): number => Object.values(dump).reduce((sum, rows) => sum + rows.length, 0);
