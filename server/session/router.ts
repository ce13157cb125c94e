import { mutation, router } from '../trpc.ts';
import { endAllSessions } from './end-session.ts';

export const sessionRouter = router({ endAll: mutation(endAllSessions) });
