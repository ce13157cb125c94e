'use client';

import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

/** What the control of a field must carry so that its label, hint and error are announced with it. */
export type ControlProps = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };

type Props = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  className?: string | undefined;
  /** How much of its limit is used, near it. */
  count?: string | null;
  children: (control: ControlProps) => ReactNode;
};

export function Field({ label, hint, error, className, count, children }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-[550]">
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error !== undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {count && <p className="self-end text-xs text-ink-3">{count}</p>}
      {error && (
        <p id={`${id}-error`} className="text-xs font-medium text-no">
          {error}
        </p>
      )}
    </div>
  );
}
