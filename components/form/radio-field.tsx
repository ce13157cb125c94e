'use client';

import type { FormField } from '#lib/form/use-command.ts';
import type { Option } from './select-field.tsx';

type Props<V> = FormField<V> & { label: string; className?: string; options: readonly Option<V>[] };

/** One of a few, all of them in sight. */
export function RadioField<V extends string>({ label, className, options, name, value, onChange, error }: Props<V>) {
  return (
    <fieldset className={className}>
      <legend className="mb-1 text-sm font-[550]">{label}</legend>
      {options.map(([one, word]) => (
        <label
          key={one}
          className="flex min-h-9 cursor-pointer items-center gap-2 rounded-control px-2 text-sm hover:bg-hush has-checked:bg-hush has-checked:font-[550]"
        >
          <input
            type="radio"
            name={name}
            value={one}
            checked={value === one}
            aria-invalid={error !== undefined}
            onChange={() => onChange(one)}
            className="size-4 accent-accent"
          />
          {word}
        </label>
      ))}
      {error && <p className="text-xs font-medium text-no">{error}</p>}
    </fieldset>
  );
}
