'use client';

import type { FormField } from '#lib/form/use-command.ts';
import { CheckField } from '../form/check-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import type { PartField } from './part-fields.ts';

type Props = {
  field: PartField;
  /** What may be chosen, with what stands there now. */
  choices: readonly (readonly [value: string, word: string])[];
  hint: string | undefined;
  bound: FormField<string | boolean>;
};

const rows: Partial<Record<PartField['kind'], number>> = { area: 3, lines: 5, members: 5 };
const types: Partial<Record<PartField['kind'], string>> = {
  date: 'date',
  first: 'datetime-local',
  last: 'datetime-local',
};
const modes: Partial<Record<PartField['kind'], 'numeric' | 'decimal'>> = { integer: 'numeric', decimal: 'decimal' };

/** One field of an item of the plan, by its kind. */
export function PartFieldControl({ field: { kind, label, optional }, choices, hint, bound }: Props) {
  const named = { label, hint, className: kind === 'checkbox' || rows[kind] ? 'sm:col-span-2' : undefined };
  if (kind === 'checkbox') return <CheckField {...bound} {...named} value={bound.value === true} />;
  const text = { ...bound, ...named, value: String(bound.value) };
  if (kind === 'choice' || choices.length > 0) {
    const none = optional ? [['', kind === 'choice' ? 'any' : '—'] as const] : [];
    return <SelectField {...text} options={[...none, ...choices]} />;
  }
  return <TextField {...text} rows={rows[kind]} type={types[kind]} inputMode={modes[kind]} />;
}
