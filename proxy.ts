import { type NextRequest, NextResponse } from 'next/server';

const isHttps = process.env.PARALLAX_URL?.startsWith('https:') ?? false;
/** React's development build evaluates strings for its stack traces. */
const forDevelopment = process.env.NODE_ENV === 'production' ? '' : " 'unsafe-eval'";

/**
 * Adds the headers that differ from answer to answer: a content security policy whose nonce Next puts into its own script
 * tags. It decides nothing about who may see what; without it every page is as closed as with it.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  // Where to come back to after a sign-in: a layout cannot see its own address (app/_data/load.ts).
  headers.set('x-parallax-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (isHttps) response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${forDevelopment}`,
    // Positions of popovers and charts are style attributes, which know no nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

export const config = {
  // Pages only: files do not run, and the API has its own policy in next.config.js without this detour.
  matcher: [{ source: '/((?!_next/static|_next/image|api/(?!v1/docs)|favicon.ico).*)' }],
};
