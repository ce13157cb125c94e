import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-5 rounded-[5px] border bg-card px-1 text-center font-sans text-[11px] text-ink-3">
      {children}
    </kbd>
  );
}
