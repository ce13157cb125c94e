import type { CriterionMetric, FutureMetric } from '#core/criteria/registry.ts';
import type { Role } from '#core/permissions.ts';
import { dayOf } from '#core/time/day.ts';
import { Refusal } from '../stack/refusal.ts';
import { makeServerInvite } from '../stack/server-invite.ts';
import { makeSetupLink } from '../stack/setup-link.ts';
import { type Address, type Person, signIn, stranger } from './person.ts';
import { withDemoPlan } from './plan.ts';
import { ADMIN, type DemoState, LEAD, MEMBERS } from './state.ts';

export const MIGRATION = {
  slug: 'affiliate-payouts',
  name: 'Affiliate payouts',
  legacySystem: 'AFFIL 4 (2011)',
  targetSystem: 'Partner platform',
  timeZone: 'Africa/Johannesburg',
  currency: 'EUR',
};

type Where = Address & { databaseUrl: string };
type Account = { name: string; email: string };

const OWNERS: Partial<Record<CriterionMetric | FutureMetric, string>> = {
  critical_free_streak: 'Platform',
  record_count_variance: 'Platform',
  field_match_rate: 'Finance',
  response_time_at_peak: 'Integrations',
};

/**
 * Accounts and migration, by the calls that the pages make. Each step looks first whether it is done, so that a set-up that was cut
 * off is finished by the next start. Answers the lead, signed in.
 */
export async function setUp(where: Where, { password }: DemoState): Promise<{ lead: Person; migrationId: string }> {
  const admin = await openAdmin(where, { password });
  const migrationId = await openMigration(admin);
  const known = await signIn(where, LEAD.email, password);
  const lead = known ?? (await invite(where, migrationId, LEAD, password));
  const members = await lead.member.list.query({ migrationId });
  for (const member of MEMBERS) {
    if (members.some(({ email }) => email === member.email)) continue;
    await invite(where, migrationId, member, password);
  }
  await nameOwners(lead, migrationId);
  await makePlan(lead, migrationId);
  // Who makes a migration leads it. Here somebody else does, and the administrator only looks on.
  const maker = members.find(({ email, role }) => email === ADMIN.email && role === 'lead');
  if (maker) await lead.member.changeRole.mutate({ migrationId, userId: maker.userId, role: 'auditor' });
  return { lead, migrationId };
}

/** The administrator, by the same one-time link that `npm start` prints; later simply signed in. */
export async function openAdmin(where: Where, { password }: Pick<DemoState, 'password'>): Promise<Person> {
  const known = await signIn(where, ADMIN.email, password);
  if (known) return known;
  const link = await makeSetupLink(where.databaseUrl, 'demo');
  if (link === null) {
    throw new Refusal(
      'This database has users already, and the demo is not among them. It wants a database of its own: ' +
        'unset DATABASE_URL, or name an empty one.',
    );
  }
  return await accept(where, link, ADMIN, password);
}

async function openMigration(admin: Person): Promise<string> {
  const { memberships } = await admin.me.get.query({});
  const known = memberships.find((membership) => membership.slug === MIGRATION.slug);
  return known ? known.migrationId : (await admin.migration.create.mutate(MIGRATION)).id;
}

/** By the server and by none of them, as people of a company have their accounts: each is a second person for every other. */
async function invite(
  where: Where,
  migrationId: string,
  { role, ...account }: Account & { role: Role },
  password: string,
): Promise<Person> {
  const link = await makeServerInvite(where.databaseUrl, 'demo', { migrationId, email: account.email, role });
  return await accept(where, link, account, password);
}

/** Takes a one-time link and signs in with what was chosen. */
async function accept(address: Address, link: string, account: Account, password: string): Promise<Person> {
  const token = new URL(link).searchParams.get('token') ?? '';
  await stranger(address).setup.acceptInvite.mutate({ token, ...account, password });
  const person = await signIn(address, account.email, password);
  if (!person) throw new Error(`${account.email} was made, but cannot sign in.`);
  return person;
}

async function nameOwners(lead: Person, migrationId: string): Promise<void> {
  for (const { id, metric, ownerTeam } of await lead.criterion.list.query({ migrationId })) {
    if (ownerTeam !== null) continue;
    await lead.criterion.update.mutate({ migrationId, criterionId: id, ownerTeam: OWNERS[metric] ?? 'Platform' });
  }
}

/** Phases, teams and costs; once. What somebody has planned since stays. */
async function makePlan(lead: Person, migrationId: string): Promise<void> {
  const { document, planVersion } = await lead.plan.get.query({ slug: MIGRATION.slug });
  if (document.phases.length > 0 || document.teams.length > 0) return;
  const planned = withDemoPlan(document, dayOf(Date.now(), MIGRATION.timeZone));
  await lead.plan.replace.mutate({ migrationId, document: planned, basedOn: planVersion });
}

/** The key of agent and workload: the kept one while it works, else a new one. */
export async function openKey(
  { localUrl }: Address,
  lead: Person,
  migrationId: string,
  kept: string | null,
): Promise<string> {
  if (kept !== null) {
    const answer = await fetch(`${localUrl}/api/v1/control/config`, { headers: { authorization: `Bearer ${kept}` } });
    if (answer.ok) return kept;
  }
  const { secret } = await lead.key.create.mutate({
    migrationId,
    name: 'Demo agent and workload',
    scopes: ['ingest', 'control', 'plan'],
  });
  return secret;
}
