import type { Client } from 'pg';
import { z } from 'zod';
import { UserError } from '../../user-error.ts';
import type { Load } from '../connector.ts';

/**
 * Whether we may see what others do; statements of others that are running; and how far replication is behind: that of this
 * server if it is a replica, else the furthest of its own. A replica that has applied everything is not behind, however long ago that was.
 * Replicas report to their primary every ten seconds (wal_receiver_status_interval), so one that stops applying shows that late.
 */
const LOAD = `
  select pg_has_role('pg_read_all_stats', 'usage') as may_see,
    (select count(*) from pg_stat_activity
     where state = 'active' and backend_type = 'client backend' and application_name <> $1)::int as running,
    (case when pg_is_in_recovery() then
       (select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                    else extract(epoch from clock_timestamp() - coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time())) end)
     else
       (select max(case when replay_lsn >= pg_current_wal_lsn() then 0
                        else coalesce(extract(epoch from replay_lag), 0) end) from pg_stat_replication)
     end * 1000)::float8 as lag_ms`;

const loadRow = z.object({ may_see: z.boolean(), running: z.number(), lag_ms: z.number().nullable() });

export async function readLoad(client: Client, applicationName: string): Promise<Load> {
  const row = loadRow.parse((await client.query(LOAD, [applicationName])).rows[0]);
  if (!row.may_see) {
    throw new UserError(
      'pauseWhen: this role may not see what others do. Let it: GRANT pg_read_all_stats TO the role of the agent.',
    );
  }
  return {
    replicaLagMs: row.lag_ms === null ? null : Math.max(0, Math.round(row.lag_ms)),
    runningQueries: row.running,
  };
}
