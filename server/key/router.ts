import { mutation, read, router } from '../trpc.ts';
import { listKeys } from './queries.ts';
import { revokeKey } from './revoke-key.ts';

export const keyRouter = router({
  list: read(listKeys),
  revoke: mutation(revokeKey),
});
