import { onServer } from './on-server.ts';

/** All that placing runs leaves behind, without the ids and numbers that the order of arrival may choose. */
export async function readRollups(migrationId: string): Promise<unknown> {
  return await onServer(process.env.DATABASE_URL ?? '', async (client) => {
    const read = async (sql: string) => (await client.query(sql, [migrationId])).rows;
    return {
      latest: await read('SELECT run_id, figures FROM check_latest WHERE migration_id = $1 ORDER BY run_id'),
      days: await read(`SELECT c.kind, d.day::text, d.figures FROM check_day d JOIN plan_check c ON c.id = d.check_id
         WHERE d.migration_id = $1 ORDER BY c.kind, d.day`),
      discrepancies: await read(
        `SELECT class, field, status, severity, row_count, estimated, money_net, money_gross, compared_rows,
                sample_count, first_seen_at, last_seen_at, first_run_id, last_run_id, resolved_by_run_id
         FROM discrepancy WHERE migration_id = $1 ORDER BY class, field`,
      ),
      spans: await read(
        `SELECT d.class, d.field, s.from_at, s.to_at, s.severity, s.opened_by_run_id, s.closed_by_run_id
         FROM discrepancy_span s JOIN discrepancy d USING (migration_id)
         WHERE s.migration_id = $1 AND d.id = s.discrepancy_id ORDER BY d.class, d.field, s.from_at`,
      ),
    };
  });
}
