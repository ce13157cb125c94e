import { z } from 'zod';
import type { ActKind } from '#core/approval/account-act.ts';
import { actText, sentence } from '#core/approval/act-text.ts';
import { memberViewSchema, roleSchema } from '#core/member/schema.ts';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { loadHistory } from '../approval/load-history.ts';
import { query } from '../query.ts';

/** What was done in another migration is for its members to know. What was done to the account concerns every one. */
const ofMembership: readonly ActKind[] = ['added', 'joined', 'role', 'removed'];

/** Everybody who works on a migration; all members see one another. */
export const listMembers = query(
  {
    can: 'migration.read',
    input: inMigrationSchema,
    output: z.array(memberViewSchema),
  },
  async (tx, { migrationId }) => {
    const rows = await tx.membership.findMany({
      where: { migrationId },
      orderBy: [{ since: 'asc' }, { userId: 'asc' }],
      select: { userId: true, role: true, since: true, source: true, user: { select: { name: true, email: true } } },
    });
    const { acts, nameOf } = await loadHistory(tx);
    const shown = acts.filter((act) => act.migrationId === migrationId || !ofMembership.includes(act.kind));
    return rows.map(({ userId, role, since, source, user }) => ({
      acts: shown
        .filter((act) => act.userId === userId)
        .map((act) => ({ at: act.at, words: sentence(actText(act, nameOf)), byAdmin: act.byAdmin })),
      userId,
      role: roleSchema.parse(role),
      since: since.toISOString(),
      source: source === 'oidc' ? ('oidc' as const) : ('hand' as const),
      ...user,
    }));
  },
);
