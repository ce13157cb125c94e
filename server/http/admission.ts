import { AppError } from '#core/errors.ts';
import { BODY_LIMIT_BYTES } from './read-body.ts';

/** Bodies that may be in memory at the same time, and calls under way: past that the server refuses at once and stays up. */
const MAX_BYTES = 64 * 1_024 * 1_024;
const MAX_CALLS = 128;

const underWay = { calls: 0, bytes: 0 };

/** Runs `work` if there is room for it. A body of unknown or packed size counts as the largest that is allowed. */
export async function admit<T>(req: Request, work: () => Promise<T>): Promise<T> {
  const bytes = req.body ? weightOf(req.headers) : 0;
  if (underWay.calls >= MAX_CALLS || underWay.bytes + bytes > MAX_BYTES) {
    throw new AppError('UNAVAILABLE', 'The server is busy. Try again in a moment.', { retryAfterSeconds: 1 });
  }
  underWay.calls += 1;
  underWay.bytes += bytes;
  try {
    return await work();
  } finally {
    underWay.calls -= 1;
    underWay.bytes -= bytes;
  }
}

function weightOf(headers: Headers): number {
  const declared = Number(headers.get('content-length'));
  const isKnown = declared > 0 && !headers.has('content-encoding');
  return isKnown ? Math.min(declared, BODY_LIMIT_BYTES) : BODY_LIMIT_BYTES;
}
