import type { as } from './call.ts';
import type { MadeMigration } from './factory.ts';

/** Has somebody answer for everything that a key made, of a plan or of the past, and that they can answer for. */
export async function answerForKey(
  caller: ReturnType<typeof as>,
  { id: migrationId, slug }: Pick<MadeMigration, 'id' | 'slug'>,
): Promise<void> {
  const { entered } = await caller.plan.get({ slug });
  const windows = entered.flatMap(({ waiting }) => waiting ?? []);
  const all = [...(await caller.approval.listWaiting({ slug })), ...windows];
  const ids = new Set(all.flatMap(({ id, answer }) => (answer?.mayGive ? [id] : [])));
  await caller.approval.answerFor({ migrationId, ids: [...ids] });
}
