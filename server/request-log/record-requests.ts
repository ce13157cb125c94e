import { recordRequestsSchema } from '#core/request-log/schema.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';

/** Keeps calls of keys for people who look for what an agent was answered: never a value, only where and why. */
export const recordRequests = command(
  {
    can: 'system',
    input: recordRequestsSchema,
    output: okSchema,
    audit: { none: 'A log of calls; what they changed is audited itself.' },
    sqlOnly: true,
  },
  async (tx, _, { requests }) => {
    await tx.$executeRaw`
      INSERT INTO request_log (migration_id, id, at, key_id, key_name, call, status, outcome, bytes, payload_hash, run_id, chunk,
                               problems, request_id)
      SELECT r."migrationId", r.id, r.at, r."keyId", r."keyName", r.call, r.status, r.outcome, r.bytes, r."payloadHash", r."runId",
             r.chunk, r.problems, r."requestId"
      FROM jsonb_to_recordset(${JSON.stringify(requests)}::jsonb) AS r (
        "migrationId" uuid, id uuid, at timestamptz, "keyId" uuid, "keyName" text, call text, status int, outcome text, bytes int,
        "payloadHash" text, "runId" uuid, chunk int, problems jsonb, "requestId" text)
      ON CONFLICT DO NOTHING`;
    const refused = new Set(
      requests.filter(({ outcome }) => outcome !== 'taken').map(({ migrationId }) => migrationId),
    );
    return { result: OK, emit: [...refused].map((migrationId) => ({ topic: 'agent' as const, ids: [], migrationId })) };
  },
);
