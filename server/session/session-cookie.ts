import { env } from '../env.ts';

/** How long a sign-in lasts. */
export const SESSION_SECONDS = 24 * 3_600;

export const isSecure = (): boolean => env().PARALLAX_URL.startsWith('https:');

/** Over https cookies are bound to this very host (`__Host-`): no other name of the domain can set or read them. */
export function cookieSettings(secure: boolean) {
  const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  const named = (name: string) => ({ name: `${secure ? '__Host-' : ''}parallax.${name}`, options });
  return { sessionToken: named('session'), csrfToken: named('csrf'), callbackUrl: named('callback') };
}

export const sessionCookieName = (): string => cookieSettings(isSecure()).sessionToken.name;

/** The value of one cookie of a request; null where it is absent. */
export function cookieOf(headers: Headers, name: string): string | null {
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return null;
}
