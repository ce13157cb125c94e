import type { PrismaClient } from '#prisma/generated/client.ts';

const WITHIN_MS = 2_000;

/** The database answers and has our tables. Never throws, never waits long. */
export async function isDatabaseReady(db: PrismaClient): Promise<boolean> {
  const asked = db.$queryRaw<{ ready: boolean }[]>`SELECT to_regclass('outbox_event') IS NOT NULL AS ready`.then(
    (rows) => rows[0]?.ready === true,
    () => false,
  );
  const timeout = new Promise<false>((resolve) => setTimeout(resolve, WITHIN_MS, false).unref());
  return await Promise.race([asked, timeout]);
}
