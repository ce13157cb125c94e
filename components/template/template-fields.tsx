'use client';

import { useQuery } from '@tanstack/react-query';
import { type TemplateName, templateNameSchema } from '#core/templates/names.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Input, Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { TemplateSummaryView } from './template-summary-view.tsx';

type Choice = { template: TemplateName | null; startOn: string };

type Props = {
  value: Choice;
  onChange: (choice: Choice) => void;
  /** What it is called to take none; absent: one must be taken. */
  none?: string;
};

/** Which template, from which day on, and what is in it. */
export function TemplateFields({ value, onChange, none }: Props) {
  const trpc = useTRPC();
  const { data: templates = [], error } = useQuery(trpc.plan.templates.queryOptions({}, { staleTime: Infinity }));
  const chosen = templates.find(({ name }) => name === value.template);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Template" hint="A whole plan to begin with; all of it can be changed">
          {(control) => (
            <Select
              {...control}
              value={value.template ?? ''}
              onChange={({ target }) => {
                const parsed = templateNameSchema.safeParse(target.value);
                onChange({ ...value, template: parsed.success ? parsed.data : null });
              }}
            >
              {(none !== undefined || value.template === null) && <option value="">{none ?? 'Choose one …'}</option>}
              {templates.map(({ name, title, weeks }) => (
                <option key={name} value={name}>{`${title}, ${weeks} weeks`}</option>
              ))}
            </Select>
          )}
        </Field>
        {value.template !== null && (
          <Field label="First day" hint="Phases follow one another from it">
            {(control) => (
              <Input
                {...control}
                type="date"
                required
                value={value.startOn}
                onChange={({ target }) => onChange({ ...value, startOn: target.value })}
              />
            )}
          </Field>
        )}
      </div>
      {error && <FormError message={messageOf(error)} />}
      {chosen && <TemplateSummaryView template={chosen} />}
    </>
  );
}
