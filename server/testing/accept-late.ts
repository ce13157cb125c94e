import type { LateChanges } from '#core/late-evidence/late-changes.ts';
import { answerForKey } from './answer-for-key.ts';
import type { as } from './call.ts';
import type { MadeMigration } from './factory.ts';

type Caller = ReturnType<typeof as>;

/** Has one person answer for the late evidence that waits, and another accept it. Gives what each changed. */
export async function acceptLate(
  answerer: Caller,
  second: Caller,
  migration: Pick<MadeMigration, 'id' | 'slug'>,
): Promise<LateChanges[]> {
  const { id: migrationId } = migration;
  const all = await second.evidence.listLate({ migrationId });
  const waiting = all.filter(({ state }) => state === 'waits');
  if (waiting.length > 0) await answerForKey(answerer, migration);
  const changes: LateChanges[] = [];
  for (const { id: lateId, seen } of waiting)
    changes.push(await second.evidence.acceptLate({ migrationId, lateId, seen }));
  return changes;
}
