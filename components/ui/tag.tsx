import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** A small label with a border, for names such as a dataset or a class. */
export function Tag({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cx(
        'inline-block max-w-full truncate align-middle rounded-[5px] border px-1.5 text-xs text-ink-2',
        className,
      )}
    >
      {children}
    </span>
  );
}

/** A rounded chip for the top bar. */
export function Chip({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 rounded-full border bg-card px-2.5 py-0.5 text-xs whitespace-nowrap text-ink-2',
        className,
      )}
    >
      {children}
    </span>
  );
}
