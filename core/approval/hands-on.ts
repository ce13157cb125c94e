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
export const counts = (act: AccountAct, atMs: number) => countsAt(msOf(act), atMs);

const countsAt = (doneMs: number, atMs: number) => doneMs <= atMs && atMs - doneMs < HOLD_MS;

type Hold = { act: AccountAct; byId: string; doneMs: number };

/** Of one history, by account: a page asks about it hundreds of times, and it is as long as the instance is old. */
const holds = new WeakMap<readonly AccountAct[], ReadonlyMap<string, readonly Hold[]>>();

function holdsOf(acts: readonly AccountAct[]): ReadonlyMap<string, readonly Hold[]> {
  const known = holds.get(acts);
  if (known) return known;
  const all = acts.flatMap((act): Hold[] =>
    act.byId !== null && isHold(act) ? [{ act, byId: act.byId, doneMs: msOf(act) }] : [],
  );
  const made = Map.groupBy(all, ({ act }) => act.userId);
  holds.set(acts, made);
  return made;
}

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
      (holdsOf(acts).get(account) ?? []).flatMap(({ act, byId, doneMs }) => {
        if (!countsAt(doneMs, moment) || isLifted(act, moment)) return [];
        return [{ userId: byId, atMs: doneMs, by: [...by, act] }];
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
