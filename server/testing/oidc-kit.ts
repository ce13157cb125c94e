import type { OidcSettings } from '#core/oidc/settings.ts';
import type { UserActor } from '../actor.ts';
import { getActor } from '../auth.ts';
import { db } from '../db.ts';
import { handleCallback } from '../oidc/handle-callback.ts';
import { handleStart } from '../oidc/handle-start.ts';
import { readProblem } from '../oidc/problem-cookie.ts';
import { oidcSettings } from '../oidc/settings.ts';
import { type MadeMigration, makeMigration } from './factory.ts';
import { startOidcProvider, type TestProvider } from './oidc-provider.ts';
import { ProviderBrowser } from './provider-browser.ts';

export const REDIRECT = 'http://localhost:3000/api/sign-in/oidc/callback';
/** Where sign-ins of the kit want to go. */
const NEXT = '/m/paycore';

export const cookiesOf = (answer: Response) =>
  new Map(
    answer.headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      return [pair.slice(0, cut), pair.slice(cut + 1)] as const;
    }),
  );

/** A provider, two migrations, and the way from our button to the answer of our callback. One for each test file. */
export class OidcKit {
  readonly provider: TestProvider;
  readonly migration: MadeMigration;
  readonly second: MadeMigration;
  #people = 0;

  private constructor(provider: TestProvider, migration: MadeMigration, second: MadeMigration) {
    this.provider = provider;
    this.migration = migration;
    this.second = second;
  }

  static async open(): Promise<OidcKit> {
    const provider = await startOidcProvider({ redirectUri: REDIRECT });
    // The environment is read once, with the first migration made.
    Object.assign(process.env, {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'ACME',
      OIDC_SCOPES: 'openid profile email groups',
      OIDC_ROLE_MAP: 'ops=admin; pay=paycore:engineer; leads=paycore:lead; audit=*:auditor; lost=gone:bi',
    });
    return new OidcKit(provider, await makeMigration({ slug: 'paycore' }), await makeMigration({ slug: 'crm' }));
  }

  get settings(): OidcSettings {
    const found = oidcSettings();
    if (!found) throw new Error('OIDC is not configured.');
    return found;
  }

  /** Somebody whom the provider knows, with a verified address. */
  person(claims: Record<string, unknown> = {}): { sub: string; email: string } {
    this.#people += 1;
    const sub = `sub-${this.#people}`;
    const email = `person-${this.#people}@acme.example`;
    this.provider.people.set(sub, { name: `Person ${this.#people}`, email, email_verified: true, ...claims });
    return { sub, email };
  }

  async begin(cookie = '', isTrial = false) {
    const answer = await handleStart(new Request('http://localhost:3000/', { headers: { cookie } }), NEXT, isTrial);
    const binding = cookiesOf(answer).get('parallax.oidc') ?? '';
    const location = answer.headers.get('location') ?? '';
    return { answer, location, cookie: `${cookie}; parallax.oidc=${binding}` };
  }

  async comeBack(url: URL | string, cookie: string): Promise<Response> {
    return await handleCallback(new Request(url, { headers: { cookie, 'user-agent': 'Firefox/145.0 (X11; Linux)' } }));
  }

  /** The whole way; null turns back at the form of the provider. */
  async enter(login: string | null): Promise<Response> {
    const { location, cookie } = await this.begin();
    return await this.comeBack(await new ProviderBrowser().signIn(location, login), cookie);
  }
}

/** What the person is told; throws where there is nothing, where they are let in all the same, or where a secret is in it. */
export async function problemIn(answer: Response, secret: string) {
  const shown = await readProblem(cookiesOf(answer).get('parallax.problem'));
  if (!shown || answer.headers.get('location') !== '/sign-in/problem') throw new Error('No problem is shown.');
  if (cookiesOf(answer).has('parallax.session')) throw new Error('A session began all the same.');
  if (JSON.stringify(shown).includes(secret)) throw new Error('A secret is shown.');
  if (!/^[0-9a-f-]{36}$/.test(shown.requestId)) throw new Error('No request id is shown.');
  return shown.problem;
}

/** Who is signed in by an answer; throws where nobody is, or where it leads elsewhere than they wanted. */
export async function actorIn(answer: Response): Promise<UserActor> {
  if (answer.headers.get('location') !== NEXT) throw new Error(`Sent to ${answer.headers.get('location')}.`);
  const session = cookiesOf(answer).get('parallax.session') ?? '';
  const actor = await getActor(new Headers({ cookie: `parallax.session=${session}` }));
  if (actor.type !== 'user') throw new Error('Nobody is signed in.');
  return actor;
}

/** `role by source` for each migration of a person. */
export async function rolesOf(userId: string): Promise<Record<string, string>> {
  const rows = await db.membership.findMany({ where: { userId }, include: { migration: true } });
  return Object.fromEntries(rows.map(({ migration, role, source }) => [migration.slug, `${role} by ${source}`]));
}
