import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { sharePageSchema } from '#core/share/schema.ts';
import type { ShareActor } from '../actor.ts';
import { sha256 } from '../canonical.ts';
import type { Context } from '../context.ts';
import { takeFromShare } from './take-from-share.ts';

type LinkRow = {
  id: string;
  migration_id: string;
  name: string;
  pages: string[];
  expires_at: Date;
  revoked_at: Date | null;
};

/** One sentence for a link that never was, is over or was taken back: a guess learns nothing. */
export const SHARE_OVER = 'This link shows nothing: it has expired, was revoked, or never existed.';

/** Whoever has the link. One statement, asked anew on every call, so that a revoked link is over at once. */
export async function findShareActor(
  ctx: Pick<Context, 'db' | 'now'>,
  token: string,
  address: string,
): Promise<ShareActor> {
  const hash = sha256(token);
  takeFromShare(hash, address);
  const [link] = await ctx.db.$queryRaw<LinkRow[]>`SELECT * FROM parallax_find_share(${hash})`;
  if (!link || link.revoked_at !== null || link.expires_at <= ctx.now()) {
    throw new AppError('UNAUTHENTICATED', SHARE_OVER);
  }
  return {
    type: 'share',
    linkId: link.id,
    name: link.name,
    migrationId: link.migration_id,
    pages: z.array(sharePageSchema).parse(link.pages),
    address,
  };
}
