import { buttonClass } from '../ui/button.tsx';

type Props = { provider: string; next: string; primary?: boolean; children?: string };

/** A link and no form: the content security policy lets forms end on this site only. Not prefetched, it begins a sign-in. */
export function OidcButton({ provider, next, primary = false, children = `Sign in with ${provider}` }: Props) {
  const href = `/api/sign-in/oidc${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`;
  return (
    <a href={href} className={buttonClass({ look: primary ? 'primary' : 'plain' }, 'min-h-10 w-full')}>
      {children}
    </a>
  );
}
