import { db } from '#server/db.ts';
import { isDatabaseReady } from '#server/health/is-database-ready.ts';

export const dynamic = 'force-dynamic';

/** Send requests here or not: 503 while the database is away. */
export async function GET() {
  if (await isDatabaseReady(db)) return Response.json({ status: 'ready' });
  return Response.json({ status: 'database unavailable' }, { status: 503, headers: { 'retry-after': '5' } });
}
