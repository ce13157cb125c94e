import { createTRPCClient, httpLink } from '@trpc/client';
import { z } from 'zod';
import type { AppRouter } from '#server/root.ts';

/** What a browser would remember of one address. */
class Cookies {
  readonly #jar = new Map<string, string>();

  keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      this.#jar.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
  }

  header(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** `url` is the address that people use and that the server takes for its own, `localUrl` how this machine reaches it. */
export type Address = { url: string; localUrl: string };

function clientOf({ url, localUrl }: Address, cookies: Cookies) {
  const headers = () => ({ cookie: cookies.header(), origin: url });
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${localUrl}/api/trpc`, headers })] });
}
/** The API as the pages call it. */
export type Person = ReturnType<typeof clientOf>;

/** Somebody who has not signed in: may take a one-time link, nothing else. */
export function stranger(address: Address): Person {
  return clientOf(address, new Cookies());
}

const csrfSchema = z.object({ csrfToken: z.string() });

/** Signs in as the sign-in page does; null where address or password is wrong. */
export async function signIn(address: Address, email: string, password: string): Promise<Person | null> {
  const { url, localUrl } = address;
  const cookies = new Cookies();
  const asked = await fetch(`${localUrl}/api/auth/csrf`);
  cookies.keep(asked);
  const { csrfToken } = csrfSchema.parse(await asked.json());
  const answer = await fetch(`${localUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies.header(), origin: localUrl },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true', callbackUrl: url }),
  });
  if (answer.status >= 400) return null;
  cookies.keep(answer);
  return clientOf(address, cookies);
}
