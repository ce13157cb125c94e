'use client';

import { type ReactNode, useRef } from 'react';

/** On a phone the pages come up from below: the browser's own popover, closed by Escape, by a tap beside it, or by going there. */
export function PhoneMenu({ children }: { children: ReactNode }) {
  const sheet = useRef<HTMLElement>(null);
  return (
    <>
      <button
        type="button"
        popoverTarget="pages-sheet"
        aria-label="Pages"
        className="-ml-1.5 rounded-control p-2 hover:bg-hush md:hidden"
      >
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <path d="M2.5 5h13M2.5 9h13M2.5 13h13" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      </button>
      <nav
        ref={sheet}
        id="pages-sheet"
        popover="auto"
        aria-label="Pages"
        onClickCapture={(event) => {
          if (event.target instanceof Element && event.target.closest('a')) sheet.current?.hidePopover();
        }}
        className="inset-auto bottom-0 left-0 m-0 max-h-[80dvh] w-full max-w-none overflow-y-auto rounded-t-2xl border bg-card px-4 pt-4 pb-8 text-ink shadow-pop backdrop:bg-veil [&_a]:min-h-11"
      >
        {children}
      </nav>
    </>
  );
}
