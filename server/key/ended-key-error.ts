import { AppError } from '#core/errors.ts';
import type { AgentActor } from '../actor.ts';

/** The key is whose it says, but it no longer opens anything. The answer says no more than to who guesses; the log of calls does. */
export class EndedKeyError extends AppError {
  readonly actor: AgentActor;
  /** "The key was revoked on 2026-11-20." */
  readonly why: string;

  constructor(actor: AgentActor, why: string) {
    super('UNAUTHENTICATED', NO_GOOD_KEY);
    this.actor = actor;
    this.why = why;
  }
}

export const NO_GOOD_KEY = 'This key is unknown, expired, revoked or stopped.';
