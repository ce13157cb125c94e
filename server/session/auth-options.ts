import type { AuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import { uuidSchema } from '#core/schema-parts.ts';
import { systemContext } from '../context.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { endSession } from './end-session.ts';
import { cookieSettings, isSecure, SESSION_SECONDS } from './session-cookie.ts';
import { signIn } from './sign-in.ts';
import { originOf } from './start-session.ts';
import { authSecret, sessionTokenSchema } from './token.ts';

const credentialsSchema = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });

/** The options of next-auth. It makes and clears the cookie; who somebody is is asked of the database (server/auth.ts). */
export function authOptions(): AuthOptions {
  // next-auth reads its own address from the environment alone.
  process.env.NEXTAUTH_URL ??= env().PARALLAX_URL;
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(),
    cookies: cookieSettings(isSecure()),
    providers: [
      CredentialsProvider({
        name: 'Password',
        credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        authorize: async (credentials, req) => await authorizePassword(credentials, new Headers(req.headers)),
      }),
    ],
    callbacks: {
      // `user` is there at sign-in alone; later calls renew the token as it is.
      jwt: ({ token, user }) => (user ? { sub: user.id, sid: sessionIdOf(user) } : token),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const known = sessionTokenSchema.safeParse(token).data;
        if (known) await endSession(systemContext('sign-out'), { sessionId: known.sid, userId: known.sub });
      },
    },
    logger: { error: (code) => log.warn({ code }, 'sign-in'), warn: () => {}, debug: () => {} },
  };
}

/** Null is "wrong address or password"; a thrown message reaches the sign-in page as its `error`. */
async function authorizePassword(credentials: unknown, headers: Headers) {
  const given = credentialsSchema.safeParse(credentials).data;
  if (!given) return null;
  const result = await signIn(systemContext('sign-in'), { ...given, ...originOf(headers) });
  if (result.ok) return result.user;
  if (result.reason === 'off') throw new Error('off');
  if (result.reason === 'wait') throw new Error(`wait:${result.waitSeconds}`);
  return null;
}

const sessionIdOf = (user: object): string => z.object({ sessionId: uuidSchema }).parse(user).sessionId;
