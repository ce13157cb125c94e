import { AppError } from '#core/errors.ts';

/**
 * A call that changes something must come from our own pages, or bring a key. A browser tells where a call comes from and lets no
 * page lie about it; a call that tells nothing is refused. Cookies are sent along by the browser, a key never is.
 */
export function refuseForeignOrigin(req: Request): void {
  if (req.headers.has('authorization')) return;
  const site = req.headers.get('sec-fetch-site');
  const origin = req.headers.get('origin');
  const isOwn = site === null ? origin !== null && isSameHost(origin, req) : site === 'same-origin';
  if (!isOwn) throw new AppError('FORBIDDEN', 'Calls that change something must come from this site, or bring a key.');
}

/** Forms can be sent from anywhere without asking; JSON cannot. */
export function refuseOtherThanJson(req: Request): void {
  const type = req.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return;
  throw new AppError('BAD_REQUEST', 'The content type must be application/json.');
}

function isSameHost(origin: string, req: Request): boolean {
  const host = req.headers.get('x-forwarded-host') ?? req.headers.get('host') ?? new URL(req.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
