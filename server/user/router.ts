import { read, router } from '../trpc.ts';
import { getMe } from './queries.ts';

export const meRouter = router({ get: read(getMe) });
