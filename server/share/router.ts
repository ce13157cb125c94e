import { mutation, read, router } from '../trpc.ts';
import { createShare } from './create-share.ts';
import { listShares } from './queries.ts';
import { revokeShare } from './revoke-share.ts';

export const shareRouter = router({
  list: read(listShares),
  create: mutation(createShare),
  revoke: mutation(revokeShare),
});
