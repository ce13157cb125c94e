import { dayWords } from '../format/day-words.ts';
import { type Role, roleMay } from '../permissions.ts';
import type { AccountAct } from './account-act.ts';
import { findTie, freeFromMs } from './find-tie.ts';
import { HOLD_MS } from './hands-on.ts';

export type Member = { userId: string; name: string; role: Role };

type Roster = { members: readonly Member[]; migrationId: string; nowMs: number; acts: readonly AccountAct[] };

/** Who could approve what one lead changes today; `warning`: nobody, and what to do about it. */
export type Readiness = { userId: string; name: string; approvers: string[]; warning: string | null };

/** For everybody who changes what is asked: whether there is a second person, before one is needed. */
export function readinessOf(given: Roster): Readiness[] {
  return given.members
    .filter(({ role }) => roleMay(role, 'plan.edit'))
    .map((maker) => {
      const others = given.members.filter(({ userId, role }) => userId !== maker.userId && roleMay(role, 'approve'));
      const free = others.filter((other) => isFree(other, maker, given));
      const warning = free.length > 0 ? null : warningOf(maker, others, given);
      return { userId: maker.userId, name: maker.name, approvers: free.map(({ name }) => name), warning };
    });
}

const question = (approver: Member, maker: Member, { migrationId, acts }: Roster, nowMs: number) => ({
  approverId: approver.userId,
  makers: [{ userId: maker.userId, atMs: nowMs }],
  migrationId,
  acts,
  nowMs,
});

const isFree = (approver: Member, maker: Member, given: Roster): boolean =>
  findTie(question(approver, maker, given, given.nowMs)) === null;

function warningOf(maker: Member, others: readonly Member[], given: Roster): string {
  const head = `Nobody can approve what ${maker.name} changes`;
  const [next] = others
    .map((other) => ({ other, fromMs: freeFromMs((ms) => question(other, maker, given, ms), given.nowMs) ?? Infinity }))
    .toSorted((a, b) => a.fromMs - b.fromMs);
  if (!next || next.fromMs === Infinity) {
    const from = dayWords(given.nowMs + HOLD_MS);
    return `${head}: invite a second person now; they can approve from ${from}, or at once when a third person vouches for them.`;
  }
  const vouchers = given.members.filter((third) => couldVouch(third, next.other, maker, given)).map(({ name }) => name);
  const who = vouchers.length > 0 ? vouchers.join(' or ') : 'a third person, whom neither of them invited';
  const vouch = vouchers.length > 0 ? `when ${who} vouches for the account` : `when ${who}, vouches for the account`;
  return `${head}: ${next.other.name} can from ${dayWords(next.fromMs)}, or at once ${vouch}.`;
}

/** Tried out: whether it would help if they vouched now. */
function couldVouch(third: Member, approver: Member, maker: Member, given: Roster): boolean {
  if (third.userId === approver.userId || third.userId === maker.userId) return false;
  const vouched: AccountAct = {
    userId: approver.userId,
    kind: 'vouched',
    migrationId: given.migrationId,
    roleBefore: null,
    role: null,
    byId: third.userId,
    by: third.name,
    byAdmin: false,
    note: '',
    at: new Date(given.nowMs).toISOString(),
  };
  return isFree(approver, maker, { ...given, acts: [...given.acts, vouched] });
}
