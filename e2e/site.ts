import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Role } from '#core/permissions.ts';
import type { RunInput } from '#core/run/schema.ts';
import { type Address, type Person, signIn, stranger } from '#scripts/demo/person.ts';
import { ADMIN } from '#scripts/demo/state.ts';
import { makeServerInvite } from '#scripts/stack/server-invite.ts';

export const ADMIN_PASSWORD = 'the administrator of journeys';

export type Account = { name: string; email: string; password: string };

const PASSWORD = 'a long enough password';
const everyMinutes = (minutes: number) => ({ everyMs: minutes * 60_000, graceMs: 60_000 });

/** A migration of its own for one journey: one critical dataset with its checks, a key, and people as they are needed. */
export class TestMigration {
  readonly slug: string;
  readonly id: string;
  readonly datasetId: string;
  readonly key: string;
  readonly #site: Site;
  readonly #checks: ReadonlyMap<string, string>;

  private constructor(
    site: Site,
    made: { slug: string; id: string; datasetId: string; key: string; checks: ReadonlyMap<string, string> },
  ) {
    this.#site = site;
    this.slug = made.slug;
    this.id = made.id;
    this.datasetId = made.datasetId;
    this.key = made.key;
    this.#checks = made.checks;
  }

  static async create(site: Site): Promise<TestMigration> {
    const slug = `journey-${randomBytes(4).toString('hex')}`;
    const { admin } = site;
    const { id } = await admin.migration.create.mutate({
      slug,
      name: `PayCore → Ledgerline ${slug.slice(-4)}`,
      legacySystem: 'PayCore',
      targetSystem: 'Ledgerline',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
    });
    const plan = await admin.dataset.declare.mutate({
      migrationId: id,
      datasets: [
        {
          name: 'payouts',
          domain: 'Payouts',
          legacyRef: 'PAYOUT',
          targetRef: 'payouts',
          keyColumns: ['payout_id'],
          criticality: 'critical',
          ownerTeam: 'Payments',
          checks: [
            { kind: 'record_count', schedule: everyMinutes(60) },
            { kind: 'field_level', schedule: everyMinutes(60) },
            { kind: 'performance', schedule: everyMinutes(60), tolerances: { slaMs: '400' } },
          ],
        },
      ],
    });
    const { secret } = await admin.key.create.mutate({
      migrationId: id,
      name: 'Journey',
      scopes: ['ingest', 'control', 'plan'],
    });
    const checks = new Map(plan.checks.map((check) => [check.kind, check.id]));
    const datasetId = plan.datasets[0]?.id ?? '';
    return new TestMigration(site, { slug, id, datasetId, key: secret, checks });
  }

  check(kind: 'record_count' | 'field_level' | 'performance'): string {
    return z.string().parse(this.#checks.get(kind));
  }

  /** As an agent does: over HTTP, with the key. */
  async push(run: RunInput): Promise<Response> {
    const answer = await this.call('ingest/runs', run);
    if (!answer.ok) throw new Error(`The run was refused: ${await answer.text()}`);
    return answer;
  }

  async call(path: string, body: unknown): Promise<Response> {
    return await fetch(`${this.#site.address.localUrl}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Somebody new with a role in this migration. */
  async member(role: Role): Promise<Account> {
    return await this.#site.member(this.id, role);
  }
}

/** The running instance and its administrator, whom e2e/stack.ts made. */
export class Site {
  readonly address: Address;
  readonly admin: Person;

  private constructor(address: Address, admin: Person) {
    this.address = address;
    this.admin = admin;
  }

  static async open(url: string): Promise<Site> {
    const address = { url, localUrl: url };
    const admin = await signIn(address, ADMIN.email, ADMIN_PASSWORD);
    if (!admin) throw new Error(`${ADMIN.email} cannot sign in.`);
    return new Site(address, admin);
  }

  /** Somebody new with a role in a migration, who owes their account to nobody else: a second person from the first day. */
  async member(migrationId: string, role: Role): Promise<Account> {
    const account = this.#account(role);
    const { email } = account;
    const link = await makeServerInvite(process.env.DATABASE_URL ?? '', 'journeys', { migrationId, email, role });
    await this.#accept(link, account);
    return account;
  }

  /** Somebody new whom `by` invites: for 30 days one person could be both. */
  async invitedBy(by: Person, migrationId: string, role: Role): Promise<Account> {
    const account = this.#account(role);
    const { link } = await by.member.invite.mutate({ migrationId, email: account.email, role });
    await this.#accept(z.string().parse(link), account);
    return account;
  }

  async #accept(link: string, account: Account): Promise<void> {
    const token = new URL(link).searchParams.get('token') ?? '';
    await stranger(this.address).setup.acceptInvite.mutate({ token, ...account });
  }

  #account(role: Role): Account {
    const tag = randomBytes(3).toString('hex');
    const name = `${role[0]?.toUpperCase()}${role.slice(1)} ${tag}`;
    return { name, email: `${role}-${tag}@journey.example`, password: PASSWORD };
  }
}
