import { wantedOf } from '#core/criteria/find-criterion-problems.ts';
import { type Registry, registry } from '#core/criteria/registry.ts';
import { units } from '#core/criteria/units.ts';
import type { FormField } from '#lib/form/use-command.ts';
import { CheckField } from '../form/check-field.tsx';
import { ChoicesField } from '../form/choices-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { askedOptions, type CriterionFormText } from './criterion-form.ts';
import { OptionInput } from './option-input.tsx';

export type Choices = {
  phases: readonly string[];
  datasets: readonly { id: string; name: string }[];
  domains: readonly string[];
};
type Props = {
  form: CriterionFormText;
  choices: Choices;
  isNew: boolean;
  /** By the name of a field or an option. */
  problems: Partial<Record<string, string | undefined>>;
  onChange: (changed: Partial<CriterionFormText>) => void;
  known?: Registry;
};

const signs = { gt: '> above', gte: '≥ at least', lt: '< below', lte: '≤ at most' } as const;

export function CriterionFields({ form, choices, isNew, problems, onChange, known = registry }: Props) {
  const field = <K extends keyof CriterionFormText>(name: K): FormField<CriterionFormText[K]> => ({
    name,
    value: form[name],
    onChange: (value) => onChange({ [name]: value }),
    error: problems[name],
    limit: undefined,
  });
  const metric = known.of(form.metric);
  const unit = units[metric.unit].label;
  const scopes = [
    ['all', 'All datasets'],
    ...choices.domains.map((name) => [`domain ${name}`, `Domain ${name}`] as const),
    ...choices.datasets.map(({ id, name }) => [`dataset ${id}`, name] as const),
  ] as const;
  const kept = scopes.some(([value]) => value === form.scope) ? [] : [[form.scope, form.scope] as const];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {isNew && <TextField {...field('key')} label="Name in the plan" />}
      <SelectField
        {...field('metric')}
        label="Metric"
        hint={`Asks for ${metric.least}`}
        className={isNew ? '' : 'sm:col-span-2'}
        options={known.metrics.map(
          ({ id, name, waitsFor }) => [id, waitsFor === null ? name : `${name} (not available yet)`] as const,
        )}
        onChange={(id) => onChange({ metric: id, comparator: wantedOf(id, known)[1] })}
      />
      <SelectField
        {...field('comparator')}
        label="Comparison"
        options={wantedOf(form.metric, known).map((comparator) => [comparator, signs[comparator]] as const)}
      />
      <TextField
        {...field('threshold')}
        label={unit ? `Threshold, ${unit}` : 'Threshold'}
        hint={metric.withoutThreshold === null ? undefined : `Empty: ${metric.withoutThreshold}`}
        inputMode="decimal"
      />
      <SelectField {...field('scope')} label="Scope" options={[...kept, ...scopes]} />
      <TextField {...field('ownerTeam')} label="Owner" hint="The team it belongs to" />
      {askedOptions(metric).map((name) => (
        <OptionInput
          key={name}
          option={name}
          name={name}
          value={form.options[name] ?? ''}
          error={problems[name] ?? problems[`options/${name}`]}
          limit={undefined}
          onChange={(value) => onChange({ options: { ...form.options, [name]: value } })}
        />
      ))}
      <CheckField {...field('blocking')} label="Blocking" hint="Otherwise it only warns" />
      {choices.phases.length > 0 && (
        <ChoicesField
          {...field('gates')}
          className="sm:col-span-2"
          boxes="grid gap-1"
          label="Asked at the gate of"
          hint="None ticked: at every gate"
          options={choices.phases.map((value) => ({ value, label: value }))}
        />
      )}
    </div>
  );
}
