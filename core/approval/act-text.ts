import { dayWords } from '../format/day-words.ts';
import type { AccountAct } from './account-act.ts';

export type NameOf = (userId: string) => string;

/** What was done to an account, as a sentence without its full stop. */
export function actText(act: AccountAct, nameOf: NameOf): string {
  const [who, on] = [nameOf(act.userId), `on ${dayWords(act.at)}`];
  const by = act.byId === null ? act.by : nameOf(act.byId);
  switch (act.kind) {
    case 'set_up':
      return `${who} took the first set-up link of this instance ${on}`;
    case 'signed_in':
      return `the account of ${who} was made by a sign-in at ${act.note} ${on}`;
    case 'invited':
      return act.byId === null
        ? `${who} was invited from the command line of the server ${on}`
        : `${by} invited ${who} ${on}`;
    case 'reset_link':
      return `${by} made a link for a new password of ${who} ${on}`;
    case 'reset':
      return `the password of ${who} was set by a link of ${by} ${on}`;
    case 'added':
      return `${by} made ${who} a member${act.role ? `, as ${act.role},` : ''} ${on}`;
    case 'joined':
      return `${who} joined by themselves as an administrator ${on}`;
    case 'role':
      return act.byId === null
        ? `${who} was given the role ${act.role} by a group at the sign-in provider ${on}`
        : `${by} gave ${who} the role ${act.role} ${on}`;
    case 'removed':
      return act.byId === null
        ? `${who} was removed by a group at the sign-in provider ${on}`
        : `${by} removed ${who} ${on}`;
    case 'vouched':
      return `${by} vouched for ${who} ${on}: ${act.note}`;
  }
}

export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
