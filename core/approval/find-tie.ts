import { roleMay } from '../permissions.ts';
import type { AccountAct } from './account-act.ts';
import { counts, HOLD_MS, handsOn, type IsLifted, inBoth, msOf, nothingLifted } from './hands-on.ts';

/** Who made what is to be approved, and when: how the account stood then is what matters. */
export type MadeBy = { userId: string; atMs: number };

type ApprovalQuestion = {
  approverId: string;
  makers: readonly MadeBy[];
  migrationId: string;
  nowMs: number;
  /** Everything that was done to accounts, in any order. */
  acts: readonly AccountAct[];
};

/** What ties somebody to who made a change. `approver` leads from their own account, `maker` from that of the maker, to one person. */
export type Tie = {
  kind: 'self' | 'hands' | 'role';
  maker: MadeBy;
  ofApprover: readonly AccountAct[];
  ofMaker: readonly AccountAct[];
};

/** What stands between somebody and approving what others made; null: they are another person than all of these. */
export function findTie(given: ApprovalQuestion): Tie | null {
  const { approverId, makers, nowMs, acts } = given;
  const isLifted = liftedBy(vouchesFor(given));
  const own = handsOn(approverId, nowMs, acts, isLifted);
  for (const maker of makers) {
    if (maker.userId === approverId) return { kind: 'self', maker, ofApprover: [], ofMaker: [] };
    const theirs = handsOn(maker.userId, maker.atMs, acts, isLifted);
    const both = inBoth(own, theirs);
    if (both) return { kind: 'hands', maker, ofApprover: both.one, ofMaker: both.other };
    for (const act of acts) {
      const { byId } = act;
      if (byId === null || byId === approverId || !givesApproval(act, given) || isLifted(act, nowMs)) continue;
      const giver = inBoth(handsOn(byId, msOf(act), acts, isLifted), theirs);
      if (giver) return { kind: 'role', maker, ofApprover: [act, ...giver.one], ofMaker: giver.other };
    }
  }
  return null;
}

/** They could not approve before it, and can since. */
function givesApproval(act: AccountAct, { approverId, migrationId, nowMs }: ApprovalQuestion): boolean {
  if (act.userId !== approverId || act.migrationId !== migrationId || !counts(act, nowMs)) return false;
  if (act.kind !== 'added' && act.kind !== 'role') return false;
  return act.role !== null && roleMay(act.role, 'approve') && !(act.roleBefore && roleMay(act.roleBefore, 'approve'));
}

/** Those of a third person: independent of the account when they vouched, and of whoever made the change. */
function vouchesFor({ makers, acts }: ApprovalQuestion): AccountAct[] {
  return acts.filter((act) => {
    const { byId } = act;
    if (byId === null || act.kind !== 'vouched' || vouchTie(byId, act.userId, msOf(act), acts)) return false;
    const voucher = handsOn(byId, msOf(act), acts, nothingLifted);
    return makers.every(({ userId, atMs }) => !inBoth(voucher, handsOn(userId, atMs, acts, nothingLifted)));
  });
}

/** What ties somebody to an account for which they would vouch; null: nothing. */
export function vouchTie(
  byId: string,
  userId: string,
  atMs: number,
  acts: readonly AccountAct[],
): { one: readonly AccountAct[]; other: readonly AccountAct[] } | null {
  return inBoth(handsOn(byId, atMs, acts, nothingLifted), handsOn(userId, atMs, acts, nothingLifted));
}

const liftedBy =
  (vouches: readonly AccountAct[]): IsLifted =>
  (act, atMs) =>
    vouches.some((vouch) => vouch.userId === act.userId && msOf(vouch) >= msOf(act) && msOf(vouch) <= atMs);

/** From when on nothing ties them any more, if nothing else is done; null: never. `at`: the question as of a moment. */
export function freeFromMs(at: (nowMs: number) => ApprovalQuestion, nowMs: number): number | null {
  const ends = at(nowMs).acts.map((act) => msOf(act) + HOLD_MS);
  const moments = [nowMs, ...new Set(ends.filter((ms) => ms > nowMs).toSorted((a, b) => a - b))];
  const isFree = (ms: number | undefined) => ms !== undefined && findTie(at(ms)) === null;
  if (!isFree(moments.at(-1))) return null;
  // Ties only end as time goes by, so that half of the moments are ruled out by each look.
  let [tied, free] = [-1, moments.length - 1];
  while (free - tied > 1) {
    const middle = Math.floor((tied + free) / 2);
    if (isFree(moments[middle])) free = middle;
    else tied = middle;
  }
  return moments[free] ?? null;
}
