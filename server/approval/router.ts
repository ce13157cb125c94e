import { read, router } from '../trpc.ts';
import { listWaiting } from './list-waiting.ts';

export const approvalRouter = router({
  listWaiting: read(listWaiting, {
    method: 'GET',
    path: '/approvals',
    summary: 'What waits for a second person, and why not for you',
  }),
});
