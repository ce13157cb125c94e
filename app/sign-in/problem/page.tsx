import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { Entrance } from '#components/session/entrance.tsx';
import { OidcButton } from '#components/session/oidc-button.tsx';
import { ProblemText } from '#components/session/problem-text.tsx';
import { SignInForm } from '#components/session/sign-in-form.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { oidcProblemWords } from '#lib/labels/oidc-problem.ts';
import { problemCookieName, readProblem } from '#server/oidc/problem-cookie.ts';
import { getSignInOptions } from '../../_data/sign-in-options.ts';

export const metadata: Metadata = { title: 'Sign-in did not work' };

/** Why a sign-in at the provider led nowhere. Told once by a cookie: without it there is nothing to tell. */
export default async function Page() {
  const shown = await readProblem((await cookies()).get(problemCookieName())?.value);
  if (!shown) redirect('/sign-in');
  const { problem, requestId } = shown;
  const { password, provider } = await getSignInOptions();
  const words = oidcProblemWords(problem.code, provider ?? 'The provider');
  return (
    <Entrance title={words.title} lead={null}>
      <ProblemText problem={problem} words={words} requestId={requestId} />
      <div className="mt-6 grid gap-3">
        {provider && <OidcButton provider={provider} next="/" primary>{`Try again with ${provider}`}</OidcButton>}
        {problem.code === 'unreachable' && password ? (
          <>
            <h2 className="mt-3 text-sm font-semibold">Sign in with a password</h2>
            <SignInForm next="/" />
          </>
        ) : (
          <PageLink href="/sign-in" className={buttonClass({}, 'min-h-10')}>
            To the sign-in page
          </PageLink>
        )}
      </div>
    </Entrance>
  );
}
