import { criterionOptions, type OptionName } from '#core/criteria/options.ts';
import { Input, Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';

type Props = { name: OptionName; value: string; error?: string; onChange: (value: string) => void };

/** One option of a metric, asked as the option itself says. */
export function OptionInput({ name, value, error, onChange }: Props) {
  const { label, field } = criterionOptions[name];
  if (field === null) return null;
  const told = error === undefined ? {} : { error };
  if (field.kind === 'number') {
    return (
      <Field label={label} hint={field.hint} {...told}>
        {(control) => (
          <Input {...control} inputMode="numeric" value={value} onChange={(event) => onChange(event.target.value)} />
        )}
      </Field>
    );
  }
  return (
    <Field label={label} {...told}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {field.choices.map(([choice, text]) => (
            <option key={String(choice)} value={String(choice)}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
