import { foldTimeline, type Timeline, type TimelineEvent } from '#core/discrepancy/fold-timeline.ts';
import type { RawTx } from '../scope.ts';

/**
 * Works out the whole life of some groups again, from everything runs said about them: for evidence that came late, and for a
 * run that was superseded. A group no run stands for any more disappears, unless somebody has worked on it.
 */
export async function refoldTimelines(tx: RawTx, migrationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const events = await listEvents(tx, migrationId, ids);
  const timelines = ids.map((id) => ({ id, ...foldTimeline(events.get(id) ?? []) }));
  await tx.$executeRaw`
    DELETE FROM discrepancy
    WHERE migration_id = ${migrationId}::uuid AND id = ANY(${timelines.filter((t) => !t.lastSeen).map((t) => t.id)}::uuid[])
      AND assignee_id IS NULL AND cause = 'unknown' AND archived_at IS NULL`;
  await replaceSpans(tx, migrationId, timelines);
  // The newest sighting gives the counts. What a person archived stays archived until it is proven gone.
  await tx.$executeRaw`
    UPDATE discrepancy d SET
      status = CASE WHEN d.status = 'archived' AND t.status <> 'resolved' THEN d.status ELSE t.status END,
      resolved_by_run_id = t."resolvedBy"
    FROM jsonb_to_recordset(${JSON.stringify(timelines)}::jsonb) AS t (id uuid, status text, "resolvedBy" uuid)
    WHERE d.migration_id = ${migrationId}::uuid AND d.id = t.id`;
  await tx.$executeRaw`
    UPDATE discrepancy d SET
      first_seen_at = oldest.as_of, first_run_id = oldest.run_id, last_seen_at = g.as_of, last_run_id = g.run_id,
      row_count = g.row_count, estimated = g.estimated, money_net = g.money_net, money_gross = g.money_gross,
      compared_rows = g.compared_rows, sample_count = g.sample_count, window_from = t."windowFrom", window_to = t."windowTo"
    FROM jsonb_to_recordset(${JSON.stringify(timelines.map(ends))}::jsonb) AS t (id uuid, first uuid, last uuid, "windowFrom" timestamptz, "windowTo" timestamptz)
    JOIN run_group g ON g.migration_id = ${migrationId}::uuid AND g.discrepancy_id = t.id AND g.run_id = t.last
    JOIN run_group oldest ON oldest.migration_id = g.migration_id AND oldest.discrepancy_id = t.id AND oldest.run_id = t.first
    WHERE d.migration_id = ${migrationId}::uuid AND d.id = t.id`;
}

const ends = ({ id, firstSeen, lastSeen, seenIn }: Timeline & { id: string }) => ({
  id,
  first: firstSeen?.runId ?? null,
  last: lastSeen?.runId ?? null,
  windowFrom: seenIn?.from ?? null,
  windowTo: seenIn?.to ?? null,
});

async function replaceSpans(
  tx: RawTx,
  migrationId: string,
  timelines: readonly (Timeline & { id: string })[],
): Promise<void> {
  const spans = timelines.flatMap(({ id, spans }) => spans.map((span) => ({ id, ...span })));
  await tx.$executeRaw`
    DELETE FROM discrepancy_span
    WHERE migration_id = ${migrationId}::uuid AND discrepancy_id = ANY(${timelines.map((t) => t.id)}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO discrepancy_span (migration_id, discrepancy_id, from_at, to_at, severity, opened_by_run_id, closed_by_run_id)
    SELECT d.migration_id, d.id, s."from", s."to", d.severity, s."openedBy", s."closedBy"
    FROM jsonb_to_recordset(${JSON.stringify(spans)}::jsonb)
      AS s (id uuid, "from" timestamptz, "to" timestamptz, "openedBy" uuid, "closedBy" uuid)
    JOIN discrepancy d ON d.migration_id = ${migrationId}::uuid AND d.id = s.id`;
}

type EventRow = {
  id: string;
  type: 'seen' | 'gone';
  at: Date;
  runId: string;
  rowCount: bigint;
  windowFrom: Date | null;
  windowTo: Date | null;
};

async function listEvents(
  tx: RawTx,
  migrationId: string,
  ids: readonly string[],
): Promise<Map<string, TimelineEvent[]>> {
  const rows = await tx.$queryRaw<EventRow[]>`
    SELECT g.discrepancy_id AS id, 'seen' AS type, g.as_of AS at, g.run_id AS "runId", g.row_count AS "rowCount",
           g.window_from AS "windowFrom", g.window_to AS "windowTo"
    FROM run_group g
    WHERE g.migration_id = ${migrationId}::uuid AND g.discrepancy_id = ANY(${[...ids]}::uuid[]) AND g.role = 'sighting'
    UNION ALL
    SELECT d.id, 'gone', p.as_of, p.run_id, 0, p.window_from, p.window_to
    FROM discrepancy d
    JOIN run_proof p ON p.migration_id = d.migration_id AND p.dataset_id = d.dataset_id AND p.class = d.class
      AND (p.fields IS NULL OR d.field = ANY(p.fields))
    WHERE d.migration_id = ${migrationId}::uuid AND d.id = ANY(${[...ids]}::uuid[])
      AND NOT EXISTS (SELECT FROM run_group g WHERE g.migration_id = d.migration_id AND g.run_id = p.run_id
                      AND g.discrepancy_id = d.id AND g.role = 'sighting')`;
  const events = Map.groupBy(rows, (row) => row.id);
  return new Map([...events].map(([id, own]) => [id, own.map(eventOf)]));
}

function eventOf({ type, at, runId, rowCount, windowFrom, windowTo }: EventRow): TimelineEvent {
  const window = windowFrom && windowTo ? { from: windowFrom.toISOString(), to: windowTo.toISOString() } : null;
  const event = { at: at.toISOString(), runId, window };
  return type === 'seen' ? { ...event, type, rowCount: Number(rowCount) } : { ...event, type };
}
