import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { oidcProblemSchema } from '#core/oidc/problem.ts';
import { ownCookie } from '../session/session-cookie.ts';
import { setCookie } from '../session/set-cookie.ts';
import { authSecret } from '../session/token.ts';

const KIND = 'problem';
const SECONDS = 600;
/** Another salt than the session's, so that neither can stand for the other. */
const SALT = 'parallax.problem';

const shownProblemSchema = z.object({ problem: oidcProblemSchema, requestId: z.string() });
export type ShownProblem = z.infer<typeof shownProblemSchema>;

export const problemCookieName = (): string => ownCookie(KIND).name;

/** Carries a problem to the page that shows it: sealed, so that no link can put words into our mouth. */
export async function problemCookie(shown: ShownProblem): Promise<string> {
  return setCookie(KIND, await encode({ token: shown, secret: authSecret(), maxAge: SECONDS, salt: SALT }), SECONDS);
}

export async function readProblem(value: string | undefined): Promise<ShownProblem | null> {
  if (!value) return null;
  try {
    return shownProblemSchema.safeParse(await decode({ token: value, secret: authSecret(), salt: SALT })).data ?? null;
  } catch {
    return null;
  }
}
