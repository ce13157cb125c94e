import { type LateEvidence, lateChangesSchema, lateEvidenceSchema } from '#core/late-evidence/late-changes.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Maker } from '../approval/second-person.ts';
import type { RawTx } from '../scope.ts';
import { lateMakers } from './late-makers.ts';

const SHOWN = 100;

type Row = Omit<LateEvidence, 'openedAt' | 'decidedAt' | 'seen' | 'changes' | 'waiting' | 'results' | 'minutes'> & {
  keyId: string;
  makerId: string | null;
  behindId: string | null;
  openedAt: Date;
  decidedAt: Date | null;
  results: bigint;
  parts: bigint;
  minutes: bigint;
  versions: bigint;
  changes: unknown;
};

export type LoadedLate = { late: Omit<LateEvidence, 'waiting'>; makers: Maker[] };

/** Late evidence: what waits, then what was decided about, newest first. */
export async function loadLate(tx: RawTx, migrationId: string, which: 'all' | 'waiting'): Promise<LoadedLate[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT l.id, l.key_id AS "keyId", l.key_name AS "keyName", k.created_by_id AS "makerId", k.behind_id AS "behindId", l.day::text AS day,
           l.opened_at AS "openedAt", l.state, l.decided_by AS "decidedBy", l.decided_at AS "decidedAt", l.independence, l.comment,
           l.changes, coalesce(p.results, 0) AS results, coalesce(p.parts, 0) AS parts, coalesce(m.minutes, 0) AS minutes,
           coalesce(m.versions, 0) AS versions,
           ARRAY(SELECT DISTINCT unnest(coalesce(p.reasons, '{}') || coalesce(m.reasons, '{}')) LIMIT 5) AS reasons,
           p.first::text AS "from", p.last::text AS "to", coalesce(c.corrections, '[]'::json) AS corrections
    FROM late_evidence l
    LEFT JOIN api_key k ON k.migration_id = l.migration_id AND k.id = l.key_id
    LEFT JOIN LATERAL (
      SELECT count(DISTINCT x.run_id) AS results, count(*) AS parts, array_agg(DISTINCT x.reason) AS reasons,
             min(r.day) AS first, max(r.day) AS last
      FROM late_run x
      JOIN run_receipt t ON t.migration_id = x.migration_id AND t.run_id = x.run_id
      JOIN run r ON r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at
      WHERE x.migration_id = l.migration_id AND x.late_id = l.id) p ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS minutes, sum(x.versions) AS versions, array_agg(DISTINCT x.reason) AS reasons FROM late_minute x
      WHERE x.migration_id = l.migration_id AND x.late_id = l.id) m ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('runId', y.run_id, 'about', y.about, 'before', y.before, 'after', y.after)) AS corrections
      FROM (SELECT r.run_id, concat(d.name, ', ', replace(r.kind, '_', ' '), ', ', old.day) AS about, old.text AS before, r.text AS after
            FROM late_run x
            JOIN run_receipt t ON t.migration_id = x.migration_id AND t.run_id = x.run_id
            JOIN run r ON r.migration_id = t.migration_id AND r.run_id = t.run_id AND r.opened_at = t.opened_at
            JOIN dataset d ON d.migration_id = r.migration_id AND d.id = r.dataset_id
            JOIN run_receipt was ON was.migration_id = t.migration_id AND was.run_id = t.supersedes_run_id
            JOIN run old ON old.migration_id = was.migration_id AND old.run_id = was.run_id AND old.opened_at = was.opened_at
            WHERE x.migration_id = l.migration_id AND x.late_id = l.id AND x.part = 'correction'
            ORDER BY old.as_of LIMIT 10) y) c ON true
    WHERE l.migration_id = ${migrationId}::uuid ${which === 'waiting' ? Prisma.sql`AND l.state = 'waits'` : Prisma.empty}
    ORDER BY l.state = 'waits' DESC, l.opened_at DESC, l.id LIMIT ${SHOWN}`;
  return rows.map(present);
}

function present({ keyId, makerId, behindId, parts, versions, ...row }: Row): LoadedLate {
  const seen = Number(parts) + Number(versions);
  const late = lateEvidenceSchema.omit({ waiting: true }).parse({
    ...row,
    results: Number(row.results),
    minutes: Number(row.minutes),
    seen,
    openedAt: row.openedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    changes: lateChangesSchema.nullable().parse(row.changes),
  });
  return { late, makers: lateMakers({ id: row.id, keyId, makerId, behindId, openedAt: row.openedAt }, seen) };
}
