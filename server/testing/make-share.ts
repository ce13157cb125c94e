import type { SharePage } from '#core/permissions.ts';
import { createContext } from '../context.ts';
import { db } from '../db.ts';
import { createShare } from '../share/create-share.ts';
import { revokeShare } from '../share/revoke-share.ts';
import type { MadeMigration } from './factory.ts';

type Fate = { expired?: boolean; revoked?: boolean };

/** A link as a lead makes it; answers its token. */
export async function makeShare(made: MadeMigration, pages: readonly SharePage[], fate: Fate = {}): Promise<string> {
  const ctx = createContext({ actor: made.lead });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const { link, url } = await createShare(ctx, {
    migrationId: made.id,
    name: 'Steering',
    pages: [...pages],
    expiresAt,
  });
  if (fate.revoked) await revokeShare(ctx, { migrationId: made.id, linkId: link.id });
  if (fate.expired) {
    const where = { migrationId_id: { migrationId: made.id, id: link.id } };
    await db.shareLink.update({ where, data: { expiresAt: new Date(Date.now() - 1_000) } });
  }
  return url.slice(url.lastIndexOf('/') + 1);
}
