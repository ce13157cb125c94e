import { systemContext } from '#server/context.ts';
import { openDatabase } from '#server/db.ts';
import { createSetupLink } from '#server/setup/create-setup-link.ts';
import { Refusal } from '../stack/refusal.ts';
import { type Address, type Person, signIn, stranger } from './person.ts';
import { ADMIN, type DemoState, MEMBERS } from './state.ts';

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

/** The administrator, by the same one-time link that `npm start` prints; later simply signed in. */
export async function openAdmin(where: Where, { password }: Pick<DemoState, 'password'>): Promise<Person> {
  const known = await signIn(where, ADMIN.email, password);
  if (known) return known;
  const link = await makeSetupLink(where.databaseUrl);
  if (link === null) {
    throw new Refusal(
      'This database has users already, and the demo is not among them. It wants a database of its own: ' +
        'unset DATABASE_URL, or name an empty one.',
    );
  }
  return await accept(where, link, ADMIN, password);
}

async function makeSetupLink(databaseUrl: string): Promise<string | null> {
  const db = openDatabase(databaseUrl);
  try {
    return (await createSetupLink(systemContext('demo', { db }), {})).link;
  } finally {
    await db.$disconnect();
  }
}

async function accept(address: Address, link: string, account: Account, password: string): Promise<Person> {
  const token = new URL(link).searchParams.get('token') ?? '';
  await stranger(address).setup.acceptInvite.mutate({ token, ...account, password });
  const person = await signIn(address, account.email, password);
  if (!person) throw new Error(`${account.email} was made, but cannot sign in.`);
  return person;
}

/** The migration's id; made by the administrator, who becomes a lead by that. */
export async function openMigration(admin: Person): Promise<string> {
  const { memberships } = await admin.me.get.query({});
  const known = memberships.find((membership) => membership.slug === MIGRATION.slug);
  return known ? known.migrationId : (await admin.migration.create.mutate(MIGRATION)).id;
}

/** One account per role. */
export async function openMembers(
  address: Address,
  admin: Person,
  migrationId: string,
  password: string,
): Promise<void> {
  const members = await admin.member.list.query({ migrationId });
  for (const { role, ...account } of MEMBERS) {
    if (members.some((member) => member.email === account.email)) continue;
    const { link } = await admin.member.invite.mutate({ migrationId, email: account.email, role });
    if (link !== null) await accept(address, link, account, password);
  }
}

/** The key of agent and workload: the kept one while it works, else a new one. */
export async function openKey(
  { localUrl }: Address,
  admin: Person,
  migrationId: string,
  kept: string | null,
): Promise<string> {
  if (kept !== null) {
    const answer = await fetch(`${localUrl}/api/v1/control/config`, { headers: { authorization: `Bearer ${kept}` } });
    if (answer.ok) return kept;
  }
  const { secret } = await admin.key.create.mutate({
    migrationId,
    name: 'Demo agent and workload',
    scopes: ['ingest', 'control', 'plan'],
  });
  return secret;
}
