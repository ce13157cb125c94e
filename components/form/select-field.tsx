'use client';

import type { FormField } from '#lib/form/use-command.ts';
import { Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';

export type Option<V> = readonly [value: V, word: string];

type Props<V> = FormField<V> & {
  label: string;
  hint?: string | undefined;
  className?: string | undefined;
  options: readonly Option<V>[];
};

/** One of a few. */
export function SelectField<V extends string | number | null>({ label, hint, className, options, ...field }: Props<V>) {
  const { name, value, onChange, error } = field;
  return (
    <Field label={label} hint={hint} className={className} error={error}>
      {(control) => (
        <Select
          {...control}
          name={name}
          value={value ?? ''}
          onChange={({ target }) => {
            const chosen = options.find(([one]) => String(one ?? '') === target.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {options.map(([one, word]) => (
            <option key={one} value={one ?? ''}>
              {word}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
