'use client';

import { useId } from 'react';
import type { FormField } from '#lib/form/use-command.ts';
import { Checkbox } from '../ui/control.tsx';

export type Choice<V> = { value: V; label: string; hint?: string };

type Props<V> = FormField<V[]> & {
  label: string;
  hint?: string;
  className?: string;
  /** How the boxes are laid out. */
  boxes?: string;
  options: readonly Choice<V>[];
};

/** Any of a few, in the order in which they are offered. */
export function ChoicesField<V extends string>(props: Props<V>) {
  const { label, hint, className, boxes = 'grid gap-2', options, name, value, onChange, error } = props;
  const id = useId();
  return (
    <fieldset className={className}>
      <legend className="mb-1 text-sm font-[550]">{label}</legend>
      {hint && <p className="mb-1 text-xs text-ink-3">{hint}</p>}
      <div className={boxes}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            name={name}
            label={option.label}
            {...(option.hint && { hint: option.hint })}
            checked={value.includes(option.value)}
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : id}
            onChange={({ target }) =>
              onChange(
                options
                  .map((one) => one.value)
                  .filter((one) => (one === option.value ? target.checked : value.includes(one))),
              )
            }
          />
        ))}
      </div>
      {error && (
        <p id={id} className="mt-1 text-xs font-medium text-no">
          {error}
        </p>
      )}
    </fieldset>
  );
}
