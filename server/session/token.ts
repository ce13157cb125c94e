import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { env } from '../env.ts';
import { SESSION_SECONDS } from './session-cookie.ts';

/** What a session's token says: whose it is, and which session. */
export const sessionTokenSchema = z.object({ sub: uuidSchema, sid: uuidSchema });
export type SessionToken = z.infer<typeof sessionTokenSchema>;

/** The cookie's value for a token; what sign-in sets. */
export async function sealSessionToken(token: SessionToken): Promise<string> {
  return await encode({ token, secret: authSecret(), maxAge: SESSION_SECONDS });
}

/** Null for anything that this server did not make, or that has expired. */
export async function readSessionToken(text: string): Promise<SessionToken | null> {
  try {
    return sessionTokenSchema.safeParse(await decode({ token: text, secret: authSecret() })).data ?? null;
  } catch {
    return null;
  }
}

/** Without a secret nobody signs in: better no session than one that anybody can forge. */
export function authSecret(): string {
  const secret = env().NEXTAUTH_SECRET;
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: nobody can sign in.');
  return secret;
}
