import { onServer } from '#server/testing/on-server.ts';
import type { Acknowledged } from './agents.ts';
import { STANDS } from './evidence-dump.ts';

/** What must be true between tables at any moment, for each call is one transaction. Each gives rows that break it. */
const rules: Readonly<Record<string, string>> = {
  'a receipt without its run': `SELECT r.run_id FROM run_receipt r LEFT JOIN run USING (migration_id, run_id, opened_at)
     WHERE r.migration_id = $1 AND run.run_id IS NULL`,
  'a run without its receipt': `SELECT run.run_id FROM run LEFT JOIN run_receipt r USING (migration_id, run_id, opened_at)
     WHERE run.migration_id = $1 AND r.run_id IS NULL`,
  'a run that its receipt calls otherwise': `SELECT run_id FROM run JOIN run_receipt r USING (migration_id, run_id, opened_at)
     WHERE migration_id = $1 AND (run.state <> r.state
       -- What was counted around a run may make a match of it inconclusive later, and back.
       OR replace(run.verdict, 'inconclusive', 'match') <> replace(r.verdict, 'inconclusive', 'match'))`,
  'a chunk with other differences than it counts': `SELECT c.run_id || ' chunk ' || c.chunk FROM run_chunk c WHERE c.migration_id = $1
     AND c.stored <> (SELECT count(*) FROM difference d WHERE d.migration_id = $1 AND d.run_id = c.run_id AND d.chunk = c.chunk)`,
  'differences of no run': `SELECT DISTINCT d.run_id FROM difference d LEFT JOIN run_receipt r USING (migration_id, run_id)
     WHERE d.migration_id = $1 AND r.run_id IS NULL`,
  'a completed run that is on no day': `SELECT r.run_id FROM run r LEFT JOIN check_day d USING (migration_id, check_id, day)
     WHERE r.migration_id = $1 AND r.state = 'completed' AND d.day IS NULL AND ${STANDS}`,
  'a completed run newer than the newest': `SELECT r.run_id FROM run r JOIN check_latest l USING (migration_id, check_id)
     WHERE r.migration_id = $1 AND r.state = 'completed' AND r.as_of > l.as_of AND ${STANDS}`,
  'a group of no run': `SELECT g.run_id FROM run_group g LEFT JOIN run_receipt r USING (migration_id, run_id)
     WHERE g.migration_id = $1 AND r.run_id IS NULL`,
  'an open discrepancy without a span': `SELECT d.id FROM discrepancy d WHERE d.migration_id = $1 AND d.status <> 'resolved'
       AND NOT EXISTS (SELECT FROM discrepancy_span s WHERE s.migration_id = $1 AND s.discrepancy_id = d.id AND s.to_at IS NULL)`,
};

/** Calls that are there in part: none may be, whenever one looks. */
export async function findTorn(migrationId: string, url = process.env.DATABASE_URL ?? ''): Promise<string[]> {
  return await onServer(url, async (client) => {
    const found: string[] = [];
    for (const [what, sql] of Object.entries(rules)) {
      const { rows } = await client.query(sql, [migrationId]);
      if (rows.length > 0) found.push(`${rows.length} × ${what}, such as ${JSON.stringify(rows[0])}`);
    }
    return found;
  });
}

/** Calls that were answered with success and are not there. */
export async function findLost(
  migrationId: string,
  acknowledged: readonly Acknowledged[],
  url = process.env.DATABASE_URL ?? '',
): Promise<string[]> {
  return await onServer(url, async (client) => {
    const read = async (sql: string) =>
      new Set((await client.query<{ id: string }>(sql, [migrationId])).rows.map(({ id }) => id));
    const receipts = await read(
      `SELECT run_id || ' ' || (payload_hash IS NOT NULL) AS id FROM run_receipt WHERE migration_id = $1`,
    );
    const chunks = await read(`SELECT run_id || ' ' || chunk AS id FROM run_chunk WHERE migration_id = $1`);
    const minutes = await read(
      `SELECT check_id || ' ' || (extract(epoch FROM at) * 1000)::bigint AS id FROM metric_minute WHERE migration_id = $1`,
    );
    const isThere = ({ call: { path, body } }: Acknowledged): boolean => {
      const runId = 'runId' in body ? body.runId : undefined;
      if (path === 'ingest/runs/open') return receipts.has(`${runId} true`) || receipts.has(`${runId} false`);
      if (path === 'ingest/runs/differences') return chunks.has(`${runId} ${'chunk' in body ? body.chunk : ''}`);
      if (path === 'ingest/metrics')
        return pointsIn(body).every(({ checkId, at }) => minutes.has(`${checkId} ${Date.parse(at)}`));
      const completed =
        'run' in body && typeof body.run === 'object' && body.run && 'runId' in body.run ? body.run.runId : runId;
      return receipts.has(`${completed} true`);
    };
    return acknowledged
      .filter((one) => !isThere(one))
      .map(({ call }) => `${call.name} was acknowledged and is not there`);
  });
}

type Point = { checkId: string; at: string };
const pointsIn = (body: object): Point[] => ('points' in body && Array.isArray(body.points) ? body.points : []);
