import { mutation, read, router } from '../trpc.ts';
import { endAllSessions, endOtherSessions, endOwnSession } from './end-session.ts';
import { listOwnSessions } from './queries.ts';

export const sessionRouter = router({
  list: read(listOwnSessions),
  end: mutation(endOwnSession),
  endOthers: mutation(endOtherSessions),
  endAll: mutation(endAllSessions),
});
