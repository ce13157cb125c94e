import { listRequests } from '../request-log/queries.ts';
import { read, router } from '../trpc.ts';
import { getAgentOverview } from './queries.ts';

export const agentRouter = router({ overview: read(getAgentOverview), requests: read(listRequests) });
