/** Where to go after the sign-in: only a path of this site, so that a crafted link leads nowhere else. */
export function nextPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return '/';
  const url = new URL(wanted, 'http://here.invalid');
  return url.host === 'here.invalid' ? `${url.pathname}${url.search}` : '/';
}
