import { roleSchema } from '#core/member/schema.ts';
import { type Claims, groupsOf, type Person, personOfClaims } from '#core/oidc/claims.ts';
import { type OidcProblem, oidcProblem } from '#core/oidc/problem.ts';
import { type GivenRoles, type MigrationName, rolesOfGroups } from '#core/oidc/roles-of-groups.ts';
import type { OidcSettings } from '#core/oidc/settings.ts';
import type { Role } from '#core/permissions.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../scope.ts';

type Account = { id: string; name: string; isAdmin: boolean };
type Invitation = { id: string; migrationId: string; role: Role; createdById: string | null };

export type Judged = {
  person: Person;
  /** Null: the claim is missing. */
  groups: readonly string[] | null;
  given: GivenRoles;
  /** Every migration there is. */
  migrations: readonly (MigrationName & { name: string })[];
  /** Who this is: linked already, to be linked by a verified address, or nobody yet. */
  account: { how: 'linked' | 'link'; user: Account } | { how: 'new' };
  /** Invitations that wait for this verified address. */
  invitations: readonly Invitation[];
  /** Memberships by hand that the account has; they let in whatever the claims say. */
  handGiven: number;
  problem: OidcProblem | null;
};

/** Who these claims speak of, what they give, and whether that is enough to come in. Reads only. */
export async function judgeClaims(tx: Tx, ctx: Context, settings: OidcSettings, claims: Claims): Promise<Judged> {
  const person = personOfClaims(claims, settings.trustEmail);
  const groups = groupsOf(claims, settings.rolesClaim);
  const migrations = await tx.migration.findMany({ select: { id: true, slug: true, name: true } });
  const given = rolesOfGroups(settings.roleMap, groups ?? [], migrations);
  const account = await findAccount(tx, settings, claims.sub, person);
  const userId = account.how === 'new' ? null : account.user.id;
  const invitations = person.isEmailVerified && person.email ? await invitationsOf(tx, ctx, person.email) : [];
  const handGiven = userId === null ? 0 : await tx.membership.count({ where: { userId, source: 'hand' } });
  const judged = { person, groups, given, migrations, account, invitations, handGiven };
  return { ...judged, problem: findProblem(judged) };
}

async function findAccount(
  tx: Tx,
  { issuer }: OidcSettings,
  subject: string,
  person: Person,
): Promise<Judged['account']> {
  const select = { id: true, name: true, isAdmin: true } as const;
  const identity = await tx.oidcIdentity.findUnique({ where: { issuer_subject: { issuer, subject } } });
  if (identity) {
    return { how: 'linked', user: await tx.user.findUniqueOrThrow({ where: { id: identity.userId }, select }) };
  }
  if (!person.isEmailVerified || person.email === null) return { how: 'new' };
  const user = await tx.user.findUnique({ where: { email: person.email }, select });
  return user ? { how: 'link', user } : { how: 'new' };
}

async function invitationsOf(tx: Tx, ctx: Context, email: string): Promise<Invitation[]> {
  const where = { email, purpose: 'invite', usedAt: null, expiresAt: { gt: ctx.now() } };
  const rows = await tx.invite.findMany({ where, orderBy: { id: 'asc' } });
  return rows.flatMap(({ id, migrationId, role, createdById }) =>
    migrationId === null || role === null ? [] : [{ id, migrationId, role: roleSchema.parse(role), createdById }],
  );
}

/**
 * An address that the provider does not vouch for makes no account: invitations and links go by address, and whoever may write
 * any address at the provider could take those of others.
 */
function findProblem(judged: Omit<Judged, 'problem'>): OidcProblem | null {
  const { person, groups, given, account, invitations, handGiven } = judged;
  if (account.how === 'new') {
    if (person.email === null) return oidcProblem('no_email', null, groups);
    if (!person.isEmailVerified) return oidcProblem('email_unverified', person.email, groups);
  }
  const isAdmin = given.isAdmin || (account.how !== 'new' && account.user.isAdmin);
  if (isAdmin || given.roles.size > 0 || invitations.length > 0 || handGiven > 0) return null;
  return oidcProblem('no_role', unknownWords(given.unknownSlugs), groups);
}

const unknownWords = (slugs: readonly string[]): string | null =>
  slugs.length === 0 ? null : `The role map names migrations that do not exist: ${slugs.join(', ')}`;
