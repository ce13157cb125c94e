import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** A box that scrolls on its own and can be reached and scrolled by keyboard. */
export function ScrollBox({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be focusable (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className={cx('overflow-auto', className)}>
      {children}
    </section>
  );
}
