/**
 * The key in `Authorization: Bearer plx_…`, or as the password of `Basic`, for programs that take an address and no header
 * (https://key:plx_…@parallax.example.org). A browser would send `Basic` again by itself, wherever a page sends it; it says of
 * every call where it comes from, so that one with `Sec-Fetch-Site` brings no key this way. Empty: there is none.
 */
export function keyOfHeader(authorization: string, headers: Headers): string {
  const [, basic] = /^Basic\s+([A-Za-z0-9+/]+=*)\s*$/i.exec(authorization) ?? [];
  if (basic === undefined) return authorization.replace(/^Bearer\s+/i, '');
  if (headers.has('sec-fetch-site') || headers.has('origin')) return '';
  return Buffer.from(basic, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
}
