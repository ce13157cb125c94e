import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

const control =
  'w-full min-w-0 rounded-control border border-control bg-card px-2.5 text-sm text-ink disabled:opacity-60 aria-invalid:border-no';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cx(control, 'min-h-8.5 py-1', className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={cx(control, 'py-2', className)} />;
}

/** The platform's own select: the best one on a phone, and no weight. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cx('relative inline-block', className)}>
      <select {...rest} className={cx(control, 'min-h-8.5 appearance-none py-1 pr-8')}>
        {children}
      </select>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
      >
        <path d="m2.5 4.5 3.5 3.5 3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </span>
  );
}

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: string; hint?: string };

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx('flex items-baseline gap-2 text-sm', className)}>
      <input {...rest} type="checkbox" className="size-4 translate-y-0.5 accent-accent" />
      <span>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}
