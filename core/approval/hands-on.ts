import { DAY_MS } from '../time/units.ts';
import { type AccountAct, isHold } from './account-act.ts';

/** For this long whoever made a link into an account counts as a person who could be acting as it. */
export const HOLD_DAYS = 30;
export const HOLD_MS = HOLD_DAYS * DAY_MS;

/** Persons who could be acting as one account, each with the acts that lead to them, nearest first; the account itself with none. */
export type Hands = ReadonlyMap<string, readonly AccountAct[]>;

/** Whether a third person has vouched since for the account that `act` was done to, as of a moment. */
export type IsLifted = (act: AccountAct, atMs: number) => boolean;

export const msOf = ({ at }: Pick<AccountAct, 'at'>) => Date.parse(at);

/** Whether an act counts at a moment: it was done by then, and not longer ago than the time for which it counts. */
export const counts = (act: AccountAct, atMs: number) => msOf(act) <= atMs && atMs - msOf(act) < HOLD_MS;

/**
 * Who could be acting as an account at a moment. Whoever did something to it is looked at as of then: somebody who had an account in hand
 * and invited others as it is behind those too, for as long as that counts.
 */
export function handsOn(userId: string, atMs: number, acts: readonly AccountAct[], isLifted: IsLifted): Hands {
  const found = new Map<string, readonly AccountAct[]>([[userId, []]]);
  const seen = new Set<string>();
  let reached = [{ userId, atMs, by: [] as readonly AccountAct[] }];
  while (reached.length > 0) {
    const further = reached.flatMap(({ userId: account, atMs: moment, by }) =>
      acts.flatMap((act) => {
        const { byId } = act;
        if (act.userId !== account || byId === null || !isHold(act) || !counts(act, moment)) return [];
        return isLifted(act, moment) ? [] : [{ userId: byId, atMs: msOf(act), by: [...by, act] }];
      }),
    );
    reached = further.filter(({ userId: account, atMs: moment }) => {
      const place = `${account} ${moment}`;
      return !seen.has(place) && seen.add(place);
    });
    for (const { userId: person, by } of reached) if (!found.has(person)) found.set(person, by);
  }
  return found;
}

/** Somebody who could be both, with what leads to them from either side; null: no one. */
export function inBoth(one: Hands, other: Hands): { one: readonly AccountAct[]; other: readonly AccountAct[] } | null {
  for (const [person, acts] of one) {
    const there = other.get(person);
    if (there) return { one: acts, other: there };
  }
  return null;
}

export const nothingLifted: IsLifted = () => false;
