import { ownCookie } from './session-cookie.ts';

/** A `Set-Cookie` line of ours, in the same hardness as the session's. */
export function setCookie(kind: string, value: string, maxAgeSeconds: number): string {
  const { name, options } = ownCookie(kind);
  return `${name}=${value}; Path=${options.path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}`;
}
