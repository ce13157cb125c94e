import { Prisma } from '#prisma/generated/client.ts';

/** Columns of `RunRow`, from `run r` and its `dataset d`. */
export const runColumns = Prisma.sql`
  r.run_id AS "runId", r.check_id AS "checkId", r.kind, r.dataset_id AS "datasetId", d.name AS "datasetName", r.state, r.verdict,
  r.opened_at AS "openedAt", r.received_at AS "receivedAt", r.as_of AS "asOf", r.duration_ms AS "durationMs", r.coverage, r.text`;
