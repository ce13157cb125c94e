import { AppError } from '#core/errors.ts';
import { env } from '../env.ts';

/**
 * A call that changes something must come from our own pages, or bring a key. A browser tells where a call comes from and lets no
 * page lie about it; a call that states nothing is refused. Cookies are sent along by the browser, a key never is.
 */
export function refuseForeignOrigin(req: Request): void {
  if (req.headers.has('authorization')) return;
  const site = req.headers.get('sec-fetch-site');
  const origin = req.headers.get('origin');
  const isOwn = site === null ? origin !== null && isOwnOrigin(origin, req) : site === 'same-origin';
  if (!isOwn) throw new AppError('FORBIDDEN', 'Calls that change something must come from this site, or bring a key.');
}

/** Forms can be sent from anywhere without asking; JSON cannot. */
export function refuseOtherThanJson(req: Request): void {
  const type = req.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return;
  throw new AppError('BAD_REQUEST', 'The content type must be application/json.');
}

/**
 * Our address is the one that was set. Where that is plain http, for one machine or a quiet network, the name under which we were
 * reached counts too. What a proxy claims in X-Forwarded-Host does not: whoever can send it can send any origin as well.
 */
function isOwnOrigin(origin: string, req: Request): boolean {
  const own = env().PARALLAX_URL;
  if (origin === own) return true;
  if (own.startsWith('https:') || !origin.startsWith('http:') || !URL.canParse(origin)) return false;
  return new URL(origin).host === (req.headers.get('host') ?? new URL(req.url).host);
}
