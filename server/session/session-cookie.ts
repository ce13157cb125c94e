import { env } from '../env.ts';

/** How long a sign-in lasts. */
export const SESSION_SECONDS = 24 * 3_600;

export const SESSION_KIND = 'session';

export const isSecure = (): boolean => env().PARALLAX_URL.startsWith('https:');

/** Over https cookies are bound to this very host (`__Host-`): no other name of the domain can set or read them. */
export function cookieSettings(secure: boolean) {
  const named = (kind: string) => ownCookie(kind, secure);
  return { sessionToken: named(SESSION_KIND), csrfToken: named('csrf'), callbackUrl: named('callback') };
}

/** Name and hardness of a cookie of ours. */
export function ownCookie(kind: string, secure = isSecure()) {
  const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  return { name: `${secure ? '__Host-' : ''}parallax.${kind}`, options };
}

export const sessionCookieName = (): string => ownCookie(SESSION_KIND).name;

/** The value of one cookie of a request; null where it is absent. */
export function cookieOf(headers: Headers, name: string): string | null {
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return null;
}
