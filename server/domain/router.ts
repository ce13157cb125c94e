import { read, router } from '../trpc.ts';
import { listDomains } from './queries.ts';

export const domainRouter = router({ list: read(listDomains) });
