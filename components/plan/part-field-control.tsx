'use client';

import type { UseFormRegisterReturn } from 'react-hook-form';
import { Checkbox, Input, Select, Textarea } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import type { PartField } from './part-fields.ts';

type Props = {
  field: PartField;
  /** What may be chosen, with what stands there now. */
  choices: readonly (readonly [value: string, word: string])[];
  error: string | undefined;
  hint: string | undefined;
  registered: UseFormRegisterReturn;
};

const wide: ReadonlySet<PartField['kind']> = new Set(['area', 'lines', 'members', 'checkbox']);
const types: Partial<Record<PartField['kind'], string>> = {
  date: 'date',
  first: 'datetime-local',
  last: 'datetime-local',
};
const modes: Partial<Record<PartField['kind'], 'numeric' | 'decimal'>> = { integer: 'numeric', decimal: 'decimal' };

/** One field of an item of the plan, by its kind. */
export function PartFieldControl({ field, choices, error, hint, registered }: Props) {
  const { kind, label } = field;
  const className = wide.has(kind) ? 'sm:col-span-2' : undefined;
  if (kind === 'checkbox') return <Checkbox {...registered} className={className} label={label} hint={hint} />;
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => {
        if (kind === 'area' || kind === 'lines' || kind === 'members')
          return <Textarea {...control} {...registered} rows={kind === 'area' ? 3 : 5} />;
        if (kind === 'choice' || choices.length > 0)
          return (
            <Select {...control} {...registered}>
              {field.optional && <option value="">{kind === 'choice' ? 'any' : '—'}</option>}
              {choices.map(([value, word]) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
            </Select>
          );
        return <Input {...control} {...registered} type={types[kind]} inputMode={modes[kind]} />;
      }}
    </Field>
  );
}
