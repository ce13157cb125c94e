'use client';

import { type RefObject, useEffect, useState } from 'react';
import { Input } from '../ui/control.tsx';
import { Kbd } from '../ui/kbd.tsx';

const PAUSE_MS = 250;

type Props = { ref: RefObject<HTMLInputElement | null>; value: string; onSearch: (text: string) => void };

/** Searches when the typing pauses: a browser allows only so many changes of its address a second. */
export function SearchInput({ ref, value, onSearch }: Props) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    // Changed from outside: the filter was cleared, or the back button was used.
    setSeen(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSearch(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <>
      <Input
        ref={ref}
        type="search"
        aria-label="Search discrepancies"
        placeholder="Title, field or D-52"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 max-md:hidden">
        {typed === '' && <Kbd>/</Kbd>}
      </span>
    </>
  );
}
