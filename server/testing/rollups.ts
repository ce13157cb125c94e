import { onServer } from './on-server.ts';

/** All that placing the runs of a dataset leaves behind, without the ids and numbers that the order of arrival may choose. */
export async function readRollups(datasetId: string): Promise<unknown> {
  return await onServer(process.env.DATABASE_URL ?? '', async (client) => {
    const read = async (sql: string) => (await client.query(sql, [datasetId])).rows;
    return {
      latest: await read(
        `SELECT c.kind, l.run_id, l.figures, l.ledger FROM check_latest l JOIN plan_check c ON c.id = l.check_id
         WHERE c.dataset_id = $1 ORDER BY c.kind`,
      ),
      days: await read(
        `SELECT c.kind, d.day::text, d.figures FROM check_day d JOIN plan_check c ON c.id = d.check_id
         WHERE c.dataset_id = $1 ORDER BY c.kind, d.day`,
      ),
      discrepancies: await read(
        `SELECT class, field, status, severity, row_count, estimated, money_net, money_gross, compared_rows,
                sample_count, first_seen_at, last_seen_at, first_run_id, last_run_id, resolved_by_run_id
         FROM discrepancy WHERE dataset_id = $1 ORDER BY class, field`,
      ),
      spans: await read(
        `SELECT d.class, d.field, s.from_at, s.to_at, s.severity, s.opened_by_run_id, s.closed_by_run_id
         FROM discrepancy_span s JOIN discrepancy d ON d.migration_id = s.migration_id AND d.id = s.discrepancy_id
         WHERE d.dataset_id = $1 ORDER BY d.class, d.field, s.from_at`,
      ),
    };
  });
}
