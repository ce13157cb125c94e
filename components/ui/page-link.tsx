import Link from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link to a page of ours, which is not fetched before it is asked for: pages are as of now anyway, and one that is clicked while it is being
 * fetched beforehand comes without its title, or not at all (next.js issue 98684).
 */
export function PageLink(props: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  return <Link {...props} prefetch={false} />;
}
