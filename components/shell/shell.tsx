import type { ReactNode } from 'react';
import { Logo } from '../ui/logo.tsx';
import { Notices } from '../ui/notices.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { TipLayer } from '../ui/tip-layer.tsx';
import { NavItem } from './nav-item.tsx';
import { PhoneMenu } from './phone-menu.tsx';
import { TopBar } from './top-bar.tsx';

type Props = {
  /** Pages below the portfolio, when inside a migration. */
  nav?: ReactNode;
  /** What this is about, left in the top bar. */
  heading: ReactNode;
  /** What can be done with the page, right in the top bar. */
  actions?: ReactNode;
  /** Where changes are listened to; absent: in all migrations of the reader. */
  migrationId?: string;
  children: ReactNode;
};

/** The frame of every page behind the sign-in. */
export function Shell({ nav, heading, actions, migrationId, children }: Props) {
  const links = (
    <>
      <NavItem href="/" exact>
        Portfolio
      </NavItem>
      {nav}
    </>
  );
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13rem_minmax(0,1fr)] print:block">
      <a
        href="#main"
        className="no-print fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-ink px-3 py-2 text-bg focus:translate-y-0"
      >
        Skip to the page
      </a>
      <div className="no-print hidden border-r md:block">
        <nav aria-label="Pages" className="sticky top-0 max-h-dvh overflow-y-auto px-3 py-4.5">
          <Brand />
          {links}
        </nav>
      </div>
      <div className="min-w-0">
        <TopBar heading={heading} actions={actions} migrationId={migrationId} menu={<PhoneMenu>{links}</PhoneMenu>} />
        <main id="main" tabIndex={-1} className="max-w-[92rem] px-3.5 pb-16 outline-none md:px-7">
          {children}
          <TipLayer />
        </main>
      </div>
      <Notices />
    </div>
  );
}

function Brand() {
  return (
    <PageLink href="/" className="flex items-center gap-2 px-2 pb-4 font-[650] tracking-[-0.01em]">
      <Logo />
      Parallax
    </PageLink>
  );
}
