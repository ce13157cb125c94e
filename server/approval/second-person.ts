import { AppError } from '#core/errors.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';

/** Who stands behind what is to be approved: a person, or who made the key that did it. Null: nobody known. */
export type Maker = { userId: string | null };

/** Kept with an approval: who it is, and what makes them another person, in words. */
export type SecondPerson = { id: string; name: string; independence: string };

/** The actor as a second person behind what `makers` did. Throws FORBIDDEN where they are not another person. */
export async function secondPerson(
  _tx: Tx,
  { actor }: MigrationContext,
  makers: readonly Maker[],
  what: string,
): Promise<SecondPerson> {
  if (actor.type !== 'user' || makers.some(({ userId }) => userId === actor.id)) {
    throw new AppError('FORBIDDEN', `Another person than the one who ${what} has to approve it.`);
  }
  return { id: actor.id, name: actor.name, independence: 'another person' };
}
