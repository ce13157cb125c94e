import { wantedOf } from '#core/criteria/find-criterion-problems.ts';
import { type Registry, registry } from '#core/criteria/registry.ts';
import { Checkbox, Input, Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { askedOptions, type CriterionFormText, unitWords } from './criterion-form.ts';
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
  problems: Partial<Record<string, string | undefined>>;
  onChange: (form: CriterionFormText) => void;
  known?: Registry;
};

const signs = { gt: '> above', gte: '≥ at least', lt: '< below', lte: '≤ at most' } as const;

export function CriterionFields({ form, choices, isNew, problems, onChange, known = registry }: Props) {
  const set = (changed: Partial<CriterionFormText>) => onChange({ ...form, ...changed });
  const error = (field: string) => {
    const message = problems[field];
    return message === undefined ? {} : { error: message };
  };
  const metric = known.of(form.metric);
  const unit = unitWords[metric.unit];
  const scopes = [
    ['all', 'All datasets'],
    ...choices.domains.map((name) => [`domain ${name}`, `Domain ${name}`]),
    ...choices.datasets.map(({ id, name }) => [`dataset ${id}`, name]),
  ] as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {isNew && (
        <Field label="Name in the plan" {...error('key')}>
          {(control) => <Input {...control} value={form.key} onChange={(event) => set({ key: event.target.value })} />}
        </Field>
      )}
      <Field
        label="Metric"
        hint={`Asks for ${metric.least}`}
        className={isNew ? '' : 'sm:col-span-2'}
        {...error('metric')}
      >
        {(control) => (
          <Select
            {...control}
            value={form.metric}
            onChange={(event) => {
              const { id } = known.of(event.target.value);
              const [, comparator] = wantedOf(id, known);
              set({ metric: id, comparator });
            }}
          >
            {known.metrics.map(({ id, name, waitsFor }) => (
              <option key={id} value={id}>
                {name}
                {waitsFor === null ? '' : ' (not available yet)'}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Comparison">
        {(control) => (
          <Select
            {...control}
            value={form.comparator}
            onChange={(event) => {
              const comparator = wantedOf(form.metric, known).find((one) => one === event.target.value);
              if (comparator) set({ comparator });
            }}
          >
            {wantedOf(form.metric, known).map((comparator) => (
              <option key={comparator} value={comparator}>
                {signs[comparator]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={unit ? `Threshold, ${unit}` : 'Threshold'}
        {...(metric.withoutThreshold === null ? {} : { hint: `Empty: ${metric.withoutThreshold}` })}
        {...error('threshold')}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            value={form.threshold}
            onChange={(event) => set({ threshold: event.target.value })}
          />
        )}
      </Field>
      <Field label="Scope">
        {(control) => (
          <Select {...control} value={form.scope} onChange={(event) => set({ scope: event.target.value })}>
            {!scopes.some(([value]) => value === form.scope) && <option value={form.scope}>{form.scope}</option>}
            {scopes.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Owner" hint="The team it belongs to" {...error('ownerTeam')}>
        {(control) => (
          <Input {...control} value={form.ownerTeam} onChange={(event) => set({ ownerTeam: event.target.value })} />
        )}
      </Field>
      {askedOptions(metric).map((name) => (
        <OptionInput
          key={name}
          name={name}
          value={form.options[name] ?? ''}
          {...error(name)}
          onChange={(value) => set({ options: { ...form.options, [name]: value } })}
        />
      ))}
      <Checkbox
        label="Blocking"
        hint="Otherwise it only warns"
        checked={form.blocking}
        onChange={(event) => set({ blocking: event.target.checked })}
      />
      {choices.phases.length > 0 && (
        <fieldset className="grid gap-1 sm:col-span-2">
          <legend className="text-sm font-[550]">Asked at the gate of</legend>
          <p className="text-xs text-ink-3">None ticked: at every gate</p>
          {choices.phases.map((phase) => (
            <Checkbox
              key={phase}
              label={phase}
              checked={form.gates.includes(phase)}
              onChange={(event) =>
                set({
                  gates: event.target.checked ? [...form.gates, phase] : form.gates.filter((name) => name !== phase),
                })
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
