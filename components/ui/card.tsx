import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

type Props = { title: ReactNode; note?: ReactNode; action?: ReactNode; children: ReactNode; className?: string };

/** A titled part of a page, and a landmark by that title. */
export function Card({ title, note, action, children, className }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cx('min-w-0 rounded-card border bg-card shadow-card print:break-inside-avoid', className)}
    >
      <div className="flex min-h-11 items-center justify-between gap-3 px-4 pt-3">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <h2 id={id} className="text-sm font-semibold">
            {title}
          </h2>
          {note && <span className="text-xs text-ink-3">{note}</span>}
        </div>
        {action && <div className="flex flex-none items-center gap-1.5">{action}</div>}
      </div>
      {children}
    </section>
  );
}
