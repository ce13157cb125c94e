'use client';

import type { ComponentProps } from 'react';
import type { FormField } from '#lib/form/use-command.ts';
import { formatCount } from '#lib/format/count.ts';
import { Input, Textarea } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';

type Native = 'type' | 'inputMode' | 'autoComplete' | 'autoFocus' | 'placeholder' | 'readOnly' | 'spellCheck' | 'list';
type Props = FormField<string> &
  Pick<ComponentProps<'input'>, Native> & {
    label: string;
    hint?: string | undefined;
    className?: string | undefined;
    /** Several lines of text. */
    rows?: number;
    /** For names and text that machines read. */
    mono?: boolean;
  };

/** A field for text. Nothing that is pasted is cut off: near the limit of the schema it counts. */
export function TextField({ label, hint, className, error, limit, rows, mono, value, onChange, ...rest }: Props) {
  const { length } = value.trim();
  const count = limit !== undefined && length > 0.8 * limit ? `${formatCount(length)} of ${formatCount(limit)}` : null;
  return (
    <Field label={label} hint={hint} className={className} error={error} count={count}>
      {(control) =>
        rows === undefined ? (
          <Input
            {...control}
            {...rest}
            className={mono ? 'font-mono' : undefined}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        ) : (
          <Textarea
            {...control}
            name={rest.name}
            rows={rows}
            placeholder={rest.placeholder}
            spellCheck={rest.spellCheck}
            className={mono ? 'font-mono text-xs' : undefined}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        )
      }
    </Field>
  );
}
