import type { Role } from '#core/permissions.ts';
import { systemContext } from '#server/context.ts';
import { openDatabase } from '#server/db.ts';
import { createServerInvite } from '#server/setup/create-server-invite.ts';

type Invited = { migrationId: string; email: string; role: Role };

/** A one-time link for somebody who owes their account to no other account; `by` stands in the audit trail. */
export async function makeServerInvite(databaseUrl: string, by: string, invited: Invited): Promise<string> {
  const db = openDatabase(databaseUrl, 1);
  try {
    return (await createServerInvite(systemContext(by, { db }), invited)).link;
  } finally {
    await db.$disconnect();
  }
}
