import { getQueryClient, trpc } from './server-trpc.ts';

/** Which ways in there are. Where even that cannot be asked the form is shown, which says why it does not work. */
export async function getWaysIn(): Promise<{ password: boolean; provider: string | null }> {
  const ways = await getQueryClient()
    .fetchQuery(trpc.oidc.waysIn.queryOptions({}))
    .catch(() => null);
  return ways ?? { password: true, provider: null };
}
