import { isJudged, type LateRule, whyLate } from '#core/late-evidence/late.ts';
import type { MetricPoint } from '#core/metrics/schema.ts';
import { whyBetter } from '#core/metrics/taken-back.ts';
import { worseOf } from '#core/metrics/worse-of.ts';
import { planSettingsSchema } from '#core/plan/settings.ts';
import { dayOf } from '#core/time/day.ts';
import { msOf } from '#core/time/instant.ts';
import { canonicalJson } from '../canonical.ts';
import type { MigrationContext } from '../context.ts';
import type { Minute } from '../evidence/store-minutes.ts';
import type { RawTx } from '../scope.ts';
import { joinLate, sender } from './let-wait.ts';

/**
 * Lets minutes wait that would change a day that is over: those that come late, and those that say something else than was said. A minute is
 * a part of sums, so none is good or bad news by itself. One of today may be counted on while it runs, and is not said better afterwards.
 * While one waits that was said before, the worse of both words is what counts: `worse`, to be stored with the timely ones.
 */
export async function holdLateMinutes(
  tx: RawTx,
  ctx: MigrationContext,
  minutes: readonly Minute[],
): Promise<{ timely: Minute[]; worse: Minute[]; waiting: number }> {
  const { migrationId } = ctx;
  const rule = await loadRule(tx, ctx);
  const { timeZone } = rule;
  const receivedAt = ctx.now().toISOString();
  const today = dayOf(msOf(receivedAt), timeZone);
  // One push after the other, so that each is held against the last word.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`words of minutes of ${migrationId}`}, 0))`;
  const said = await findSaid(tx, migrationId, minutes);
  const late = minutes.flatMap((minute) => {
    const known = said.get(keyOf(minute.checkId, minute.at));
    if (known && canonicalJson(known) === canonicalJson(minute.point)) return [];
    const judged = isJudged(dayOf(msOf(minute.at), timeZone), receivedAt, timeZone);
    const reason = known ? whyReplaced(known, minute.point, judged, receivedAt) : whyLate(minute.at, receivedAt, rule);
    return reason === null ? [] : [{ ...minute, reason }];
  });
  if (late.length > 0) {
    const lateId = await joinLate(tx, { migrationId, keyId: sender(ctx).keyId, day: today, at: ctx.now() });
    await tx.$executeRaw`
      INSERT INTO late_minute (migration_id, late_id, check_id, at, received_at, reason, point)
      SELECT ${migrationId}::uuid, ${lateId}::uuid, m."checkId", m.at, ${ctx.now()}, m.reason, m.point
      FROM jsonb_to_recordset(${JSON.stringify(late)}::jsonb) AS m ("checkId" uuid, at timestamptz, reason text, point jsonb)
      ON CONFLICT (migration_id, late_id, check_id, at) DO UPDATE SET
        received_at = excluded.received_at, reason = excluded.reason, point = excluded.point,
        versions = late_minute.versions + (late_minute.point <> excluded.point)::int`;
  }
  const waits = new Set(late.map(({ checkId, at }) => keyOf(checkId, at)));
  const worse = late.flatMap(({ checkId, at, point }) => {
    const known = said.get(keyOf(checkId, at));
    return known ? [{ checkId, at, point: worseOf(known, point) }] : [];
  });
  return { timely: minutes.filter(({ checkId, at }) => !waits.has(keyOf(checkId, at))), worse, waiting: late.length };
}

/** A minute that is said anew is a correction: of a day that was judged it takes back nothing, and of today it makes nothing better. */
function whyReplaced(known: MetricPoint, point: MetricPoint, judged: boolean, receivedAt: string): string | null {
  return judged ? 'it replaces what was said of a day that was judged' : whyBetter(known, point, receivedAt);
}

const keyOf = (checkId: string, at: string) => `${checkId} ${at}`;

async function loadRule(tx: RawTx, ctx: MigrationContext): Promise<LateRule> {
  const [row] = await tx.$queryRaw<{ timeZone: string; hours: number | null }[]>`
    SELECT m.time_zone AS "timeZone",
           least((m.settings ->> 'lateEvidenceHours')::int, (a.content #>> '{document,settings,lateEvidenceHours}')::int) AS hours
    FROM migration m LEFT JOIN approved_plan a ON a.migration_id = m.id
    WHERE m.id = ${ctx.migrationId}::uuid`;
  if (!row) throw new Error('The migration of a key is not there.');
  return {
    timeZone: row.timeZone,
    lateEvidenceHours: row.hours ?? planSettingsSchema.parse({}).lateEvidenceHours,
    keyMadeAt: sender(ctx).madeAt.toISOString(),
  };
}

async function findSaid(tx: RawTx, migrationId: string, minutes: readonly Minute[]): Promise<Map<string, MetricPoint>> {
  const rows = await tx.$queryRaw<{ checkId: string; at: Date; point: MetricPoint }[]>`
    SELECT m.check_id AS "checkId", m.at, m.point
    FROM jsonb_to_recordset(${JSON.stringify(minutes)}::jsonb) AS t ("checkId" uuid, at timestamptz)
    JOIN metric_minute m ON m.migration_id = ${migrationId}::uuid AND m.check_id = t."checkId" AND m.at = t.at`;
  return new Map(rows.map(({ checkId, at, point }) => [keyOf(checkId, at.toISOString()), point]));
}
