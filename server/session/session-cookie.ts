import { env } from '../env.ts';

/** How long a sign-in lasts. */
export const SESSION_SECONDS = 24 * 3_600;

/** Over https the cookie is bound to this very host (`__Host-`): no other name of the domain can set or read it. */
export function isSecure(): boolean {
  return env().PARALLAX_URL.startsWith('https:');
}

export function sessionCookieName(): string {
  return isSecure() ? '__Host-parallax.session' : 'parallax.session';
}

/** The value of one cookie of a request; null where it is absent. */
export function cookieOf(headers: Headers, name: string): string | null {
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const cut = pair.indexOf('=');
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim();
  }
  return null;
}
