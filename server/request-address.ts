/**
 * Where a request came from, as the nearest proxy (or Next itself) saw it. Only good for counting: without a proxy in front that
 * sets the header, a caller can say what it likes.
 */
export function addressOf(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}
