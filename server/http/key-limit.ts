import { MAX_DIFFERENCES } from '#core/run/schema.ts';
import { tokenBuckets } from '../token-bucket.ts';
import { BODY_LIMIT_BYTES } from './body-limit.ts';

/** A key may send this many calls at once, and as many a second for as long as it likes. */
export const BURST = 400;
export const PER_SECOND = 200;

/** Answers what is left. */
export const takeFromKey = tokenBuckets({
  burst: BURST,
  perSecond: PER_SECOND,
  message: `This key sends more than ${PER_SECOND} calls a second.`,
});

/** Told in every answer, so that an agent need not find out by being refused. */
export function limitHeaders(remaining: number | null): Record<string, string> {
  return {
    'x-limit-body-bytes': String(BODY_LIMIT_BYTES),
    'x-limit-differences': String(MAX_DIFFERENCES),
    'ratelimit-limit': String(BURST),
    ...(remaining === null ? {} : { 'ratelimit-remaining': String(remaining), 'ratelimit-reset': '1' }),
  };
}
