import { getQueryClient, trpc } from './server-trpc.ts';

/** The ways to sign in. If even that query fails the form is shown, and it shows why it does not work. */
export async function getSignInOptions(): Promise<{ password: boolean; provider: string | null }> {
  const options = await getQueryClient()
    .fetchQuery(trpc.oidc.signInOptions.queryOptions({}))
    .catch(() => null);
  return options ?? { password: true, provider: null };
}
