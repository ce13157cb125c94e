import type { OidcSettings } from '#core/oidc/settings.ts';
import { type Context, systemContext } from '../context.ts';
import { cookieOf, ownCookie, SESSION_KIND, SESSION_SECONDS } from '../session/session-cookie.ts';
import { setCookie } from '../session/set-cookie.ts';
import { originOf } from '../session/start-session.ts';
import { sealSessionToken } from '../session/token.ts';
import { answerProblem, noteProblem, seeOther } from './answer-problem.ts';
import { keepOutcome, takeAttempt } from './attempt.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { OidcFailure } from './failure.ts';
import { administratorSession, BINDING } from './handle-start.ts';
import { failedTrial, previewSignIn } from './preview-sign-in.ts';
import { discoverProvider, redeemCode } from './provider.ts';
import { oidcSettings } from './settings.ts';

type Attempt = Exclude<Awaited<ReturnType<typeof takeAttempt>>, { refused: unknown }> & { state: string };

/** The browser comes back from the provider: signed in and on its way, or shown why not. */
export async function handleCallback(req: Request): Promise<Response> {
  const ctx = systemContext('sign-in');
  const answer = new URL(req.url).searchParams;
  try {
    const settings = oidcSettings();
    if (!settings) throw new OidcFailure('not_configured');
    const attempt = await findAttempt(ctx, req.headers, answer);
    if (attempt.sessionId !== null) return await finishTrial(ctx, req.headers, settings, attempt, answer);
    return await finish(ctx, req.headers, settings, attempt, answer);
  } catch (error) {
    return await answerProblem(ctx, error);
  }
}

async function findAttempt(ctx: Context, headers: Headers, answer: URLSearchParams): Promise<Attempt> {
  const state = answer.get('state') ?? '';
  const binding = cookieOf(headers, ownCookie(BINDING).name) ?? '';
  const taken = await takeAttempt(ctx, { state, binding });
  if ('refused' in taken) throw new OidcFailure(taken.refused);
  return { ...taken, state };
}

async function finish(
  ctx: Context,
  headers: Headers,
  settings: OidcSettings,
  attempt: Attempt,
  answer: URLSearchParams,
): Promise<Response> {
  const claims = await redeemCode(settings, await discoverProvider(settings), answer, attempt);
  const done = await completeSignIn(ctx, { settings, claims, origin: originOf(headers) });
  if (!done.ok) throw OidcFailure.of(done.problem);
  const token = await sealSessionToken({ sub: done.userId, sid: done.sessionId });
  return seeOther(attempt.nextPath, [setCookie(SESSION_KIND, token, SESSION_SECONDS)]);
}

/** Only the session that began a trial may see what came of it. */
async function finishTrial(
  ctx: Context,
  headers: Headers,
  settings: OidcSettings,
  attempt: Attempt,
  answer: URLSearchParams,
): Promise<Response> {
  if ((await administratorSession(ctx, headers)) !== attempt.sessionId) throw new OidcFailure('state');
  const outcome = await tryClaims(ctx, settings, attempt, answer);
  await keepOutcome(ctx, { attemptId: attempt.id, outcome });
  return seeOther(`/admin/sign-in?trial=${attempt.id}`);
}

async function tryClaims(ctx: Context, settings: OidcSettings, attempt: Attempt, answer: URLSearchParams) {
  try {
    const claims = await redeemCode(settings, await discoverProvider(settings), answer, attempt);
    return await previewSignIn(ctx, { settings, claims });
  } catch (error) {
    return failedTrial(noteProblem(ctx, error));
  }
}
