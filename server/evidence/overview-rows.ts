import type { Load, RunFigures } from '#core/evidence/figures.ts';
import type { DatasetFacts } from '#core/evidence/rollup.ts';
import type { EvidenceOverview } from '#core/evidence/schema.ts';
import type { Tx } from '../scope.ts';

const STRIP_RUNS = 30;

type DatasetView = EvidenceOverview['datasets'][number];
type CheckView = DatasetView['checks'][number];

export type CheckRow = Pick<CheckView, 'id' | 'kind' | 'schedule' | 'tolerances' | 'sampling'> & {
  latest: RunFigures | null;
  /** The newest hour of telemetry, where there is any. */
  hours: Load[];
  strip: CheckView['strip'];
};
export type OverviewRow = Omit<DatasetView, 'checks' | 'missingKinds'> &
  Pick<DatasetFacts, 'mayBeEmpty'> & { checks: CheckRow[] };

/** Every dataset with its checks, their newest result, and a bounded strip of runs for each: one statement. */
export async function listOverviewRows(tx: Tx, migrationId: string): Promise<OverviewRow[]> {
  return await tx.$queryRaw<OverviewRow[]>`
    SELECT d.id, d.name, n.name AS domain, d.criticality, d.wave, d.owner_team AS "ownerTeam", d.legacy_ref AS "legacyRef",
           d.target_ref AS "targetRef", d.may_be_empty AS "mayBeEmpty", coalesce(c.checks, '[]'::json) AS checks
    FROM dataset d
    JOIN domain n ON n.migration_id = d.migration_id AND n.id = d.domain_id
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object(
        'id', c.id, 'kind', c.kind, 'schedule', c.schedule, 'tolerances', c.tolerances, 'sampling', c.sampling,
        'hours', (SELECT coalesce(json_agg(h.figures), '[]'::json) FROM (
                    SELECT figures FROM metric_hour
                    WHERE migration_id = c.migration_id AND check_id = c.id AND c.kind = 'performance' ORDER BY hour DESC LIMIT 1) h),
        'latest', (SELECT l.figures FROM check_latest l WHERE l.migration_id = c.migration_id AND l.check_id = c.id),
        'strip', coalesce((
          SELECT json_agg(json_build_object('runId', r.run_id, 'at', r.at, 'state', r.state, 'verdict', r.verdict)
                          ORDER BY r.opened_at, r.run_id)
          FROM (SELECT run_id, opened_at, coalesce(received_at, opened_at) AS at, state, verdict FROM run
                WHERE migration_id = c.migration_id AND check_id = c.id
                ORDER BY opened_at DESC, run_id DESC LIMIT ${STRIP_RUNS}) r), '[]'::json)
      ) ORDER BY c.kind) AS checks
      FROM plan_check c
      WHERE c.migration_id = d.migration_id AND c.dataset_id = d.id AND c.enabled
    ) c ON true
    WHERE d.migration_id = ${migrationId}::uuid
    ORDER BY d.name`;
}
