import { mutation, read, router } from '../trpc.ts';
import { adoptKey } from './adopt-key.ts';
import { createKey } from './create-key.ts';
import { listKeys } from './queries.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

export const keyRouter = router({
  list: read(listKeys),
  create: mutation(createKey),
  adopt: mutation(adoptKey),
  rotate: mutation(rotateKey),
  revoke: mutation(revokeKey),
});
