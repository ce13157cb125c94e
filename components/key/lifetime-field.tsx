import { Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { lifetimes } from './lifetimes.ts';

type Props = { label: string; days: number; onChange: (days: number) => void };

export function LifetimeField({ label, days, onChange }: Props) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={days} onChange={(event) => onChange(Number(event.target.value))}>
          {lifetimes.map((lifetime) => (
            <option key={lifetime.days} value={lifetime.days}>
              {lifetime.word}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
