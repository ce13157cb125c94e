import { type KeyView, scopeSchema } from '#core/key/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

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
} as const satisfies Prisma.ApiKeySelect;

type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof keyColumns }>;

export function presentKey(row: KeyRow, now: Date): KeyView {
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
    state: row.revokedAt ? 'revoked' : row.expiresAt && row.expiresAt <= now ? 'expired' : 'active',
  };
}
