import { handoverOf } from '#core/key/handover.ts';
import { type KeyRights, rightsOf } from '#core/key/rights.ts';
import { type KeyView, scopeSchema } from '#core/key/schema.ts';
import { roleSchema } from '#core/member/schema.ts';
import type { Role } from '#core/permissions.ts';
import { DAY_MS } from '#core/time/units.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '../scope.ts';

const SOON_MS = 7 * DAY_MS;

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
  behindId: true,
  behind: true,
  adoptedAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  replacedById: true,
  replacedAt: true,
} as const satisfies Prisma.ApiKeySelect;

export type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof keyColumns }>;

/** Roles of people in a migration, by their ids. */
export type RolesBehind = ReadonlyMap<string, Role>;

export async function loadRolesBehind(tx: Tx, migrationId: string): Promise<RolesBehind> {
  const rows = await tx.membership.findMany({ where: { migrationId }, select: { userId: true, role: true } });
  return new Map(rows.map(({ userId, role }) => [userId, roleSchema.parse(role)]));
}

type Rights = Pick<KeyRow, 'scopes' | 'behindId' | 'behind'>;

function rightsNow({ scopes, behindId, behind }: Rights, roles: RolesBehind): KeyRights {
  const known = behindId === null ? null : { name: behind, role: roles.get(behindId) ?? null };
  return rightsOf(
    scopes.map((scope) => scopeSchema.parse(scope)),
    known,
  );
}

export function stateOf(
  row: Pick<KeyRow, 'revokedAt' | 'expiresAt'> & Rights,
  now: Date,
  roles: RolesBehind,
): KeyView['state'] {
  if (row.revokedAt) return 'revoked';
  if (row.expiresAt && row.expiresAt <= now) return 'expired';
  return rightsNow(row, roles).scopes.length === 0 ? 'stopped' : 'active';
}

/** `successor` is the key that took its place, where there is one. */
export function presentKey(
  row: KeyRow,
  now: Date,
  roles: RolesBehind,
  successor?: Pick<KeyRow, 'lastUsedAt'>,
): KeyView {
  const state = stateOf(row, now, roles);
  const { withheld } = rightsNow(row, roles);
  const isSoon = row.expiresAt !== null && row.expiresAt.getTime() - now.getTime() <= SOON_MS;
  return {
    id: row.id,
    name: row.name,
    prefix: `plx_${row.prefix}`,
    scopes: row.scopes.map((scope) => scopeSchema.parse(scope)),
    datasetIds: row.allDatasets ? null : row.datasetIds,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    behind: row.behind,
    adoptedAt: row.adoptedAt?.toISOString() ?? null,
    withheld: withheld && { ...withheld, scopes: [...withheld.scopes] },
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
