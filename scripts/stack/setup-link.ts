import { systemContext } from '#server/context.ts';
import { openDatabase } from '#server/db.ts';
import { createSetupLink } from '#server/setup/create-setup-link.ts';

/** The one-time link that makes its first visitor the administrator; null once there are users. */
export async function makeSetupLink(databaseUrl: string, by: string): Promise<string | null> {
  const db = openDatabase(databaseUrl, 1);
  try {
    return (await createSetupLink(systemContext(by, { db }), {})).link;
  } finally {
    await db.$disconnect();
  }
}
