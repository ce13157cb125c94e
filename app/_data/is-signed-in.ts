import { getQueryClient, trpc } from './server-trpc.ts';

/** Whether the reader has a session that stands. */
export async function isSignedIn(): Promise<boolean> {
  const me = await getQueryClient()
    .fetchQuery(trpc.me.get.queryOptions({}))
    .catch(() => null);
  return me !== null;
}
