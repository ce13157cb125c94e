import type { Actor } from '../actor.ts';

/** `bytes`: as it arrives, and as it unpacks. `pauseMs`: without a byte. */
export type BodyLimit = {
  bytes: number;
  totalMs: number;
  pauseMs: number /** What to do about a longer one. */;
  advice: string;
};

export const BODY_LIMIT_BYTES = 8 * 1_024 * 1_024;

const KNOWN: BodyLimit = { bytes: BODY_LIMIT_BYTES, totalMs: 60_000, pauseMs: 10_000, advice: 'Send it in chunks.' };

/** Enough for a password, a name and an invitation. */
const STRANGER: BodyLimit = {
  bytes: 64 * 1_024,
  totalMs: 10_000,
  pauseMs: 10_000,
  advice: 'Sign in, or send a key, to send a longer one.',
};

/** How much of a body is read, and how long it may take to arrive. */
export const bodyLimitOf = ({ type }: Actor): BodyLimit => (type === 'nobody' ? STRANGER : KNOWN);
