import type { RawTx } from '../scope.ts';

/** Lets `work` write the plan: a trigger refuses whoever does it without. Only for a plan that is made, and for `changePlan`. */
export async function writingPlan<T>(tx: RawTx, work: () => Promise<T>): Promise<T> {
  await tx.$queryRaw`SELECT set_config('parallax.plan', 'changes', true)`;
  const result = await work();
  await tx.$queryRaw`SELECT set_config('parallax.plan', '', true)`;
  return result;
}
