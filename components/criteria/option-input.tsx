import { criterionOptions, type OptionName } from '#core/criteria/options.ts';
import type { FormField } from '#lib/form/use-command.ts';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';

type Props = FormField<string> & { option: OptionName };

/** One option of a metric, asked as the option itself says. */
export function OptionInput({ option, ...bound }: Props) {
  const { label, field } = criterionOptions[option];
  if (field === null) return null;
  if (field.kind === 'number') return <TextField {...bound} label={label} hint={field.hint} inputMode="numeric" />;
  const options = field.choices.map(([choice, text]) => [String(choice), text] as const);
  return <SelectField {...bound} label={label} options={options} />;
}
