import { db } from '#server/db.ts';
import { checkReadiness } from '#server/health/check-readiness.ts';

export const dynamic = 'force-dynamic';

/** Send requests here or not: 503 with the reason while the database is away, busy, or takes nothing that is written. */
export async function GET() {
  const readiness = await checkReadiness(db);
  if (readiness.ready) return Response.json({ status: 'ready' });
  const answer = { status: 'not ready', reason: readiness.reason };
  return Response.json(answer, { status: 503, headers: { 'retry-after': '5', 'cache-control': 'no-store' } });
}
