'use client';

import type { ReactNode } from 'react';
import { cx } from './cx.ts';

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
  className?: string;
  /** Of a form: what is wrong with the choice. */
  error?: string;
};

/** Which of a few views is shown. Toggle buttons, because the choice lives in the URL and no panel belongs to one of them alone. */
export function Segments<T extends string>({ label, value, options, onChange, className, error }: Props<T>) {
  return (
    <fieldset className={cx('m-0 flex min-w-0 flex-wrap gap-1 p-0', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="rounded-control px-2.5 py-1.5 text-sm text-ink-2 hover:bg-hush hover:text-ink aria-pressed:bg-ink aria-pressed:font-[550] aria-pressed:text-bg"
        >
          {option.label}
        </button>
      ))}
      {error && <p className="basis-full text-xs font-medium text-no">{error}</p>}
    </fieldset>
  );
}
