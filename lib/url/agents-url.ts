import type { CallOutcome } from '#core/request-log/schema.ts';
import { maybeOneOf, oneOf, text, type ValuesOf } from './params.ts';

/** Written out: a value import from a schema would bring all of zod into the page. */
export const outcomes = ['taken', 'refused', 'failed'] as const satisfies readonly CallOutcome[];

/** Which logged calls are looked at: all of it is in the address, so that a link shows the same. */
export const agentsUrl = {
  key: text,
  answer: maybeOneOf(outcomes),
  call: text,
  run: text,
  since: oneOf(['hour', 'day', 'week', 'all'], 'all'),
};
export type AgentsUrl = ValuesOf<typeof agentsUrl>;
