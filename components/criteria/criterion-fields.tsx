import { unitOfMetric } from '#core/criteria/definition-words.ts';
import { wantedOf } from '#core/criteria/find-criterion-problems.ts';
import { metricOf } from '#core/criteria/registry.ts';
import { criterionMetricSchema, criterionMetrics, futureMetrics } from '#core/criteria/schema.ts';
import { severities } from '#core/discrepancy/severity.ts';
import { Checkbox, Input, Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { type CriterionFormText, unitWords } from './criterion-form.ts';

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
};

const signs = { gt: '> above', gte: '≥ at least', lt: '< below', lte: '≤ at most' } as const;

export function CriterionFields({ form, choices, isNew, problems, onChange }: Props) {
  const set = (changed: Partial<CriterionFormText>) => onChange({ ...form, ...changed });
  const error = (field: string) => {
    const message = problems[field];
    return message === undefined ? {} : { error: message };
  };
  const unit = unitWords[unitOfMetric[form.metric]];
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
        hint={`Asks for ${metricOf(form.metric).least}`}
        className={isNew ? '' : 'sm:col-span-2'}
        {...error('metric')}
      >
        {(control) => (
          <Select
            {...control}
            value={form.metric}
            onChange={(event) => {
              const metric = criterionMetricSchema.parse(event.target.value);
              const [, comparator = form.comparator] = wantedOf(metric);
              set({ metric, comparator });
            }}
          >
            {[...criterionMetrics, ...futureMetrics].map((metric) => (
              <option key={metric} value={metric}>
                {metricOf(metric).name}
                {futureMetrics.some((future) => future === metric) ? ' (not available yet)' : ''}
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
              const comparator = wantedOf(form.metric).find((one) => one === event.target.value);
              if (comparator) set({ comparator });
            }}
          >
            {wantedOf(form.metric).map((comparator) => (
              <option key={comparator} value={comparator}>
                {signs[comparator]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={unit ? `Threshold, ${unit}` : 'Threshold'}
        {...(form.metric === 'response_time_at_peak' ? { hint: 'Empty: the SLA of the check' } : {})}
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
      {form.metric === 'critical_free_streak' && (
        <Field label="Days without evidence it survives" hint="In a row" {...error('voidGraceDays')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={form.voidGraceDays}
              onChange={(event) => set({ voidGraceDays: event.target.value })}
            />
          )}
        </Field>
      )}
      {form.metric === 'critical_free_streak' && (
        <Field label="Longest gap between two looks" hint="Days" {...error('maxGapDays')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={form.maxGapDays}
              onChange={(event) => set({ maxGapDays: event.target.value })}
            />
          )}
        </Field>
      )}
      {form.metric === 'open_discrepancies' && (
        <Field label="Counts">
          {(control) => (
            <Select
              {...control}
              value={form.severity}
              onChange={(event) => {
                const severity = severities.find((one) => one === event.target.value);
                if (severity) set({ severity });
              }}
            >
              <option value="minor">All discrepancies</option>
              <option value="major">Major and critical ones</option>
              <option value="critical">Critical ones only</option>
            </Select>
          )}
        </Field>
      )}
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
