import { mutation, read, router } from '../trpc.ts';
import { applyPlan } from './apply-plan.ts';
import { getPlan } from './get-plan.ts';
import { markItem } from './mark-item.ts';

export const planRouter = router({
  get: read(getPlan, { method: 'GET', path: '/plan', summary: 'The whole plan, and what became of its items' }),
  // "apply" is a reserved word of tRPC.
  replace: mutation(applyPlan, { method: 'POST', path: '/plan/apply', summary: 'Make the plan what a document says' }),
  mark: mutation(markItem, { method: 'POST', path: '/plan/marks', summary: 'Say what became of an item of the plan' }),
});
