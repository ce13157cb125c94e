'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { accountLinks } from '../account/account-links.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { SingleKeySwitch } from './single-key-switch.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** Who is signed in, how the page looks, and the way out. */
export function AccountMenu() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.me.get.queryOptions({}));
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        className="flex size-8 items-center justify-center rounded-full border bg-hush text-xs font-semibold text-ink-2 hover:text-ink"
      >
        {initials(data.user.name)}
        <span className="sr-only">, account of {data.user.name}</span>
      </button>
      <div
        id="account-menu"
        popover="auto"
        className="inset-auto top-13 right-3.5 m-0 w-64 rounded-card border bg-card p-4 text-ink shadow-pop md:right-7"
      >
        <p className="truncate font-semibold">{data.user.name}</p>
        <p className="truncate text-xs text-ink-3">
          {data.user.email}
          {data.user.isAdmin && ' · administrator'}
        </p>
        <nav aria-label="Account" className="mt-3 -mx-2 grid border-t pt-2">
          {accountLinks(data.user.isAdmin).map(({ href, name }) => (
            <PageLink key={href} href={href} className="rounded-md px-2 py-1.5 text-sm hover:bg-hush">
              {name}
            </PageLink>
          ))}
        </nav>
        <div className="mt-2 mb-3 grid gap-3 border-y py-3">
          <ThemeSwitch />
          <SingleKeySwitch />
        </div>
        <button type="button" className={buttonClass({}, 'w-full')} onClick={leave}>
          Sign out
        </button>
      </div>
    </>
  );
}

async function leave() {
  const { signOut } = await import('next-auth/react');
  await signOut({ callbackUrl: '/sign-in' });
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.[0] ?? '?'}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
