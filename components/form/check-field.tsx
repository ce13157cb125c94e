'use client';

import type { FormField } from '#lib/form/use-command.ts';
import { Checkbox } from '../ui/control.tsx';

type Props = FormField<boolean> & { label: string; hint?: string; className?: string };

/** Yes or no. */
export function CheckField({ label, hint, className, name, value, onChange, error }: Props) {
  return (
    <div className={className}>
      <Checkbox
        name={name}
        label={label}
        hint={hint}
        checked={value}
        aria-invalid={error !== undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      {error && <p className="mt-1 text-xs font-medium text-no">{error}</p>}
    </div>
  );
}
