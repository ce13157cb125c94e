import { mutation, read, router } from '../trpc.ts';
import { answerFor } from './answer-for.ts';
import { approvePlanChanges } from './approve-plan-changes.ts';
import { listWaiting } from './list-waiting.ts';
import { takeBackPlanChanges } from './take-back-plan-changes.ts';

export const approvalRouter = router({
  listWaiting: read(listWaiting, {
    method: 'GET',
    path: '/approvals',
    summary: 'What waits for a second person, and why not for you',
  }),
  answerFor: mutation(answerFor),
  approvePlanChanges: mutation(approvePlanChanges),
  takeBackPlanChanges: mutation(takeBackPlanChanges),
});
