import type { OidcProblem } from '#core/oidc/problem.ts';
import type { Context } from '../context.ts';
import { log } from '../log.ts';
import { problemCookie } from './problem-cookie.ts';
import { problemOf } from './problem-of.ts';

export const seeOther = (location: string, cookies: readonly string[] = []): Response => {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
};

/** To the page that says what is wrong. What exactly happened stands in the log, under the id that the page shows. */
export async function answerProblem(ctx: Context, thrown: unknown): Promise<Response> {
  const problem = noteProblem(ctx, thrown);
  return seeOther('/sign-in/problem', [await problemCookie({ problem, requestId: ctx.requestId })]);
}

/** A trial that could not even begin: the page of trials asks the provider itself and shows what is wrong. */
export function answerTrialProblem(ctx: Context, thrown: unknown): Response {
  noteProblem(ctx, thrown);
  return seeOther('/admin/sign-in');
}

export function noteProblem(ctx: Context, thrown: unknown): OidcProblem {
  const problem = problemOf(thrown, 'callback');
  const { code, detail } = problem;
  if (code === 'unknown') log.error({ requestId: ctx.requestId, err: thrown }, 'sign-in by OIDC failed');
  else log.warn({ requestId: ctx.requestId, code, detail }, 'sign-in by OIDC refused');
  return problem;
}
