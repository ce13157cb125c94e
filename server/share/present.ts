import { type ShareView, sharePageSchema } from '#core/share/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Everything but the token's hash. */
export const shareColumns = {
  id: true,
  name: true,
  pages: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  revokedAt: true,
} as const satisfies Prisma.ShareLinkSelect;

export type ShareRow = Prisma.ShareLinkGetPayload<{ select: typeof shareColumns }>;
type Visits = Pick<ShareView, 'visits' | 'lastVisits'>;

export function presentShare(row: ShareRow, visits: Visits, now: Date): ShareView {
  const state = row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'active';
  return {
    id: row.id,
    name: row.name,
    pages: row.pages.map((page) => sharePageSchema.parse(page)),
    state,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    ...visits,
  };
}
