'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageLink } from '../ui/page-link.tsx';

type Props = { href: string; count?: ReactNode; exact?: boolean; children: ReactNode };

export function NavItem({ href, count, exact = false, children }: Props) {
  const path = usePathname();
  const here = exact ? path === href : path === href || path.startsWith(`${href}/`);
  return (
    <PageLink
      href={href}
      aria-current={here ? 'page' : undefined}
      className="flex min-h-8 items-center justify-between gap-2 rounded-md px-2 text-sm text-ink-2 hover:bg-hush hover:text-ink aria-[current=page]:bg-hush aria-[current=page]:font-[550] aria-[current=page]:text-ink"
    >
      {children}
      {count !== undefined && <span className="text-xs text-ink-3">{count}</span>}
    </PageLink>
  );
}

export function NavSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-4">
      <p className="mb-1 truncate px-2 text-[11px] tracking-[0.06em] text-ink-3 uppercase">{title}</p>
      {children}
    </div>
  );
}
