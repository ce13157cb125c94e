import { AppError } from '#core/errors.ts';
import { getActor } from '../auth.ts';
import type { Context } from '../context.ts';
import { systemContext } from '../context.ts';
import { newSecret } from '../secret.ts';
import { cookieOf, ownCookie } from '../session/session-cookie.ts';
import { setCookie } from '../session/set-cookie.ts';
import { answerProblem, answerTrialProblem } from './answer-problem.ts';
import { beginAttempt } from './attempt.ts';
import { OidcFailure } from './failure.ts';
import { authorizationUrl, discoverProvider } from './provider.ts';
import { oidcSettings } from './settings.ts';

/** Binds what comes back to the browser that went away. */
export const BINDING = 'oidc';
const BINDING_SECONDS = 3_600;

/** Sends the browser to the provider. `isTrial`: an administrator tries out what a sign-in would do. */
export async function handleStart(req: Request, nextPath: string, isTrial: boolean): Promise<Response> {
  const ctx = systemContext('sign-in');
  try {
    const settings = oidcSettings();
    if (!settings) throw new OidcFailure('not_configured');
    const sessionId = isTrial ? await administratorSession(ctx, req.headers) : null;
    const server = await discoverProvider(settings);
    const known = cookieOf(req.headers, ownCookie(BINDING).name);
    // Several sign-ins may be under way in one browser.
    const binding = known && /^[\w-]{43}$/.test(known) ? known : newSecret();
    const sent = await beginAttempt(ctx, { binding, nextPath, sessionId });
    const url = await authorizationUrl(settings, server, sent);
    const headers = { location: url.href, 'set-cookie': setCookie(BINDING, binding, BINDING_SECONDS) };
    return new Response(null, { status: 303, headers: { ...headers, 'cache-control': 'no-store' } });
  } catch (error) {
    return isTrial ? answerTrialProblem(ctx, error) : await answerProblem(ctx, error);
  }
}

/** The session of the administrator who asks. */
export async function administratorSession(ctx: Context, headers: Headers): Promise<string> {
  const actor = await getActor(headers, { db: ctx.db, now: ctx.now });
  if (actor.type === 'user' && actor.isAdmin && actor.sessionId) return actor.sessionId;
  throw new AppError('FORBIDDEN', 'Only an administrator may try out the sign-in.');
}
