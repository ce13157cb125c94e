import type { as } from './call.ts';
import type { MadeMigration } from './factory.ts';

/** Has somebody approve what waits of a plan, or only what is called so. */
export async function approveWaiting(
  caller: ReturnType<typeof as>,
  { id: migrationId, slug }: Pick<MadeMigration, 'id' | 'slug'>,
  titles?: readonly string[],
): Promise<void> {
  const waiting = await caller.approval.listWaiting({ slug });
  const ids = waiting.flatMap(({ kind, id, title }) =>
    kind === 'plan' && titles?.includes(title) !== false ? [id] : [],
  );
  await caller.approval.approvePlanChanges({ migrationId, ids });
}
