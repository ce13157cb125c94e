'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Kbd } from '../ui/kbd.tsx';

const Palette = dynamic(() => import('../palette/palette.tsx').then((file) => file.Palette), { ssr: false });

/** ⌘K or Ctrl K from anywhere. The palette is loaded when it is first asked for. */
export function PaletteButton() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setWanted(true);
      setOpen((was) => !was);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-label="Search and commands ⌘K"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
        className="rounded-control p-1.5 hover:bg-hush"
      >
        <span className="max-md:hidden">
          <Kbd>⌘K</Kbd>
        </span>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="md:hidden">
          <path
            d="M7 12.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11Zm4-1.5 3.5 3.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
        </svg>
      </button>
      {wanted && <Palette open={open} onOpenChange={setOpen} />}
    </>
  );
}
