import type { AgentView } from '#core/agent/schema.ts';
import { checkKindSchema } from '#core/check/schema.ts';
import type { Tx } from '../scope.ts';

type LastCalls = Pick<AgentView, 'lastPush' | 'lastRefusal'>;
type Row = {
  keyId: string;
  pushedAt: Date | null;
  pushCall: string | null;
  runId: string | null;
  kind: string | null;
  datasetName: string | null;
  refusedAt: Date | null;
  refusedCall: string | null;
  refusedStatus: number | null;
};

/** The newest evidence and the newest refusal of each key, from the request log: one look into an index for each. */
export async function findLastCalls(
  tx: Tx,
  migrationId: string,
  keyIds: readonly string[],
): Promise<Map<string, LastCalls>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT k.id AS "keyId", p.at AS "pushedAt", p.call AS "pushCall", r.run_id AS "runId", c.kind, d.name AS "datasetName",
           f.at AS "refusedAt", f.call AS "refusedCall", f.status AS "refusedStatus"
    FROM api_key k
    LEFT JOIN LATERAL (
      SELECT l.at, l.call, l.run_id FROM request_log l
      WHERE l.migration_id = k.migration_id AND l.key_id = k.id AND l.outcome = 'taken'
        AND l.call IN ('ingest.submitRun', 'ingest.completeRun', 'ingest.metrics')
      ORDER BY l.id DESC LIMIT 1) p ON true
    LEFT JOIN run_receipt r ON r.migration_id = k.migration_id AND r.run_id = p.run_id
    LEFT JOIN plan_check c ON c.migration_id = r.migration_id AND c.id = r.check_id
    LEFT JOIN dataset d ON d.migration_id = c.migration_id AND d.id = c.dataset_id
    LEFT JOIN LATERAL (
      SELECT l.at, l.call, l.status FROM request_log l
      WHERE l.migration_id = k.migration_id AND l.key_id = k.id AND l.outcome = 'refused'
      ORDER BY l.id DESC LIMIT 1) f ON true
    WHERE k.migration_id = ${migrationId}::uuid AND k.id = ANY(${[...keyIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.keyId, { lastPush: pushOf(row), lastRefusal: refusalOf(row) }]));
}

function pushOf({ pushedAt, pushCall, runId, kind, datasetName }: Row): LastCalls['lastPush'] {
  if (pushedAt === null || pushCall === null) return null;
  const run = runId === null || datasetName === null ? null : { runId, kind: checkKindSchema.parse(kind), datasetName };
  return { at: pushedAt.toISOString(), call: pushCall, run };
}

function refusalOf({ refusedAt, refusedCall, refusedStatus }: Row): LastCalls['lastRefusal'] {
  if (refusedAt === null || refusedCall === null || refusedStatus === null) return null;
  return { at: refusedAt.toISOString(), call: refusedCall, status: refusedStatus };
}
