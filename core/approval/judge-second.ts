import { dayWords } from '../format/day-words.ts';
import { eitherOf } from '../format/either-of.ts';
import { type Permission, type Role, roleMay } from '../permissions.ts';
import type { AccountAct } from './account-act.ts';
import { actText, type NameOf, sentence } from './act-text.ts';
import { findTie, freeFromMs, type MadeBy, type Tie } from './find-tie.ts';
import { counts, HOLD_DAYS, msOf } from './hands-on.ts';
import { type Answer, type ChangeMaker, isAnsweredFor, isByKey } from './takes-answer.ts';

export type Question = {
  approver: { id: string; name: string; createdAt: string; may: (permission: Permission) => boolean };
  makers: readonly ChangeMaker[];
  /** What the makers did, after "who": "loosened it". */
  what: string;
  /** Who has which role in the migration now. */
  members: readonly { userId: string; name: string; role: Role }[];
  migrationId: string;
  nowMs: number;
  acts: readonly AccountAct[];
  nameOf: NameOf;
};

/** `afterAnswer`: nothing is in the way but that a person has to answer first for what a key made. */
export type Judgement = { ok: true; independence: string } | { ok: false; refusal: string; afterAnswer: boolean };

/** Whether somebody is another person than those who made a change, and in words what makes them so, or what is in the way. */
export function judgeSecond(question: Question): Judgement {
  const { approver, makers, nowMs, acts, migrationId } = question;
  const refused = (refusal: string): Judgement => ({ ok: false, refusal, afterAnswer: false });
  const ofKey = refusalOfKey(question);
  if (ofKey !== null) return refused(ofKey);
  const known = makers.flatMap(({ userId, atMs }): MadeBy[] => (userId === null ? [] : [{ userId, atMs }]));
  const answered: readonly MadeBy[] = answersTo(makers);
  const given = { approverId: approver.id, makers: [...known, ...answered], migrationId, acts };
  const tie = findTie({ ...given, nowMs });
  if (tie) {
    const fromMs = freeFromMs((ms) => ({ ...given, nowMs: ms }), nowMs);
    const what = answered.includes(tie.maker) ? 'answered for it' : question.what;
    return refused(wordsOf(tie, { ...question, what }, fromMs));
  }
  const tieOfKey = findTie({ ...given, makers: makers.flatMap((maker) => couldHaveMade(maker, question)), nowMs });
  if (tieOfKey) return refused(wordsOfKey(tieOfKey, question));
  const open = makers.find((maker) => !isAnsweredFor(maker));
  if (open) return { ok: false, refusal: wordsOfOpen(open, question), afterAnswer: true };
  return { ok: true, independence: independenceOf(question) };
}

/** Everybody who answered for some of it, once for each time. */
function answersTo(makers: readonly ChangeMaker[]): Answer[] {
  const all = makers.flatMap(({ answers }) => answers);
  return [...new Map(all.map((answer) => [`${answer.userId} ${answer.atMs}`, answer])).values()];
}

/** Everybody who may have had the key: who holds the permission, or held it within the time for which that counts. */
function couldHaveMade({ permission, atMs, ...by }: ChangeMaker, question: Question): MadeBy[] {
  if (permission === null || !isByKey(by)) return [];
  const { members, acts, migrationId, nowMs } = question;
  const hold = members.filter(({ role }) => roleMay(role, permission));
  const held = acts.filter(
    (act) =>
      act.migrationId === migrationId && act.roleBefore && counts(act, nowMs) && roleMay(act.roleBefore, permission),
  );
  return [...new Set([...hold, ...held].map(({ userId }) => userId))].map((userId) => ({ userId, atMs }));
}

function refusalOfKey({ approver, makers, nowMs, acts, migrationId }: Question): string | null {
  for (const maker of makers) {
    const { permission } = maker;
    if (permission === null || !isByKey(maker)) continue;
    const how = maker.keyId === null ? 'It is not known who made this' : 'This was made with a key';
    const why = `${how}, and anybody who may make such a change could have done so`;
    if (approver.may(permission)) {
      return `${why}: who approves it holds no such permission (${permission}), but you do. Somebody without it has to approve it.`;
    }
    const held = acts.find(
      ({ roleBefore, ...act }) =>
        act.userId === approver.id &&
        act.migrationId === migrationId &&
        roleBefore !== null &&
        counts({ roleBefore, ...act }, nowMs) &&
        roleMay(roleBefore, permission),
    );
    if (held) {
      return `${why}: you held that permission (${permission}) until ${dayWords(held.at)}, as ${held.roleBefore}. Somebody who has not held it for ${HOLD_DAYS} days has to approve it.`;
    }
  }
  return null;
}

function wordsOf(tie: Tie, { approver, what, nameOf }: Question, fromMs: number | null): string {
  if (tie.kind === 'self') return `Another person than the one who ${what} has to approve it.`;
  const chain = [...tie.ofApprover, ...tie.ofMaker].map((act) => actText(act, nameOf));
  const reason =
    tie.kind === 'role' ? 'it has to be somebody whom they have not just put there' : 'one person could be both';
  const head = `${nameOf(tie.maker.userId)} ${what}, and ${chain.join('; ')}: ${reason}.`;
  const vouch = 'when a third person vouches for the account on the page People';
  if (fromMs !== null) return `${head} ${approver.name} can approve it from ${dayWords(fromMs)}, or at once ${vouch}.`;
  return tie.ofApprover.length > 0
    ? `${head} ${approver.name} can approve it ${vouch}.`
    : `${head} Somebody else has to approve it.`;
}

function wordsOfKey(tie: Tie, { approver, nameOf }: Question): string {
  const chain = [...tie.ofApprover, ...tie.ofMaker].map((act) => actText(act, nameOf)).join('; ');
  const reason = tie.kind === 'role' ? `${nameOf(tie.maker.userId)} could be behind both` : 'one person could be both';
  return `This was made with a key, which ${nameOf(tie.maker.userId)} may have used, and ${chain}: ${reason}. Somebody else has to approve it, or a third person who may make no such change vouches for ${approver.name} on the page People.`;
}

/** What somebody may do who can answer for it. */
const abilities: Partial<Record<Permission, string>> = {
  'plan.edit': 'may change the plan',
  'plan.mark': 'may mark items of the plan',
  'keys.edit': 'may make keys',
};

function wordsOfOpen({ keyId, permission }: ChangeMaker, { members }: Question): string {
  const how = keyId === null ? 'It is not known who made this' : 'This was made with a key, and a key is not a person';
  const who = permission === null ? '' : (abilities[permission] ?? `holds the permission ${permission}`);
  const names = members.filter(({ role }) => permission !== null && roleMay(role, permission)).map(({ name }) => name);
  const can = names.length > 0 ? `${eitherOf(names)} can` : 'nobody here can yet';
  return `${how}. First a person who ${who} has to answer for it: ${can}.`;
}

const origins: readonly AccountAct['kind'][] = ['set_up', 'signed_in', 'invited'];

function independenceOf({ approver, makers, what, nowMs, acts, nameOf }: Question): string {
  const own = acts.filter((act) => act.userId === approver.id && msOf(act) <= nowMs);
  const origin = own.find(({ kind }) => origins.includes(kind));
  const last = own.findLast(({ kind }) => kind === 'vouched');
  const joined = own.findLast(({ kind }) => kind === 'joined');
  const provider = origin?.kind === 'signed_in' ? ', which vouches for who they are' : '';
  const sentences = [
    `${approver.name} is not who ${what}`,
    origin
      ? `${sentence(actText(origin, nameOf))}${provider}`
      : `${approver.name} has had the account since ${dayWords(approver.createdAt)}`,
    ...(last ? [sentence(actText(last, nameOf))] : []),
    ...(joined ? [sentence(actText(joined, nameOf))] : []),
    makers.some(({ userId }) => userId !== null)
      ? `Nobody could be both: within ${HOLD_DAYS} days no one had both accounts in hand by an invitation or a link for a password, or gave the right to approve, unless a third person vouched since`
      : 'It is not known who made it',
    ...(makers.some(isByKey) ? [`It was made with a key, and ${approver.name} may not make such changes`] : []),
    ...new Set(answersTo(makers).map(({ name, atMs }) => `${name} answered for it on ${dayWords(atMs)}`)),
  ];
  return `${sentences.join('. ')}.`;
}
