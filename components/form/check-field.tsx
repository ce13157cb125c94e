'use client';

import type { FormField } from '#lib/form/use-command.ts';
import { Checkbox } from '../ui/control.tsx';

type Props = FormField<boolean> & { label: string; hint?: string; className?: string };

/** Yes or no. */
export function CheckField({ label, hint, className, name, value, onChange }: Props) {
  return (
    <Checkbox
      name={name}
      label={label}
      hint={hint}
      className={className}
      checked={value}
      onChange={({ target }) => onChange(target.checked)}
    />
  );
}
