import { handoverOf } from '#core/key/handover.ts';
import { type KeyView, scopeSchema } from '#core/key/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

const SOON_MS = 7 * 86_400_000;

/** Everything but the secret's hash. */
export const keyColumns = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  allDatasets: true,
  datasetIds: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  replacedById: true,
  replacedAt: true,
} as const satisfies Prisma.ApiKeySelect;

export type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof keyColumns }>;

export function stateOf(row: Pick<KeyRow, 'revokedAt' | 'expiresAt'>, now: Date): KeyView['state'] {
  if (row.revokedAt) return 'revoked';
  return row.expiresAt && row.expiresAt <= now ? 'expired' : 'active';
}

/** `successor` is the key that took its place, where there is one. */
export function presentKey(row: KeyRow, now: Date, successor?: Pick<KeyRow, 'lastUsedAt'>): KeyView {
  const state = stateOf(row, now);
  const isSoon = row.expiresAt !== null && row.expiresAt.getTime() - now.getTime() <= SOON_MS;
  return {
    id: row.id,
    name: row.name,
    prefix: `plx_${row.prefix}`,
    scopes: row.scopes.map((scope) => scopeSchema.parse(scope)),
    datasetIds: row.allDatasets ? null : row.datasetIds,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    state,
    expiresSoon: state === 'active' && row.replacedById === null && isSoon,
    replacedById: row.replacedById,
    replacedAt: row.replacedAt?.toISOString() ?? null,
    handover: successor ? handoverOf(row, successor, now) : null,
  };
}
