'use client';

import { useQuery } from '@tanstack/react-query';
import type { TemplateName } from '#core/templates/names.ts';
import type { FormField } from '#lib/form/use-command.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { TemplateSummaryView } from './template-summary-view.tsx';

type Props = {
  template: FormField<TemplateName | null>;
  startOn: FormField<string>;
  /** What it is called to take none; absent: one must be taken. */
  none?: string;
};

/** Which template, from which day on, and what is in it. */
export function TemplateFields({ template, startOn, none }: Props) {
  const trpc = useTRPC();
  const { data: templates = [], error } = useQuery(trpc.plan.templates.queryOptions({}, { staleTime: Infinity }));
  const chosen = templates.find(({ name }) => name === template.value);
  const nothing = none !== undefined || template.value === null ? ([[null, none ?? 'Choose one …']] as const) : [];
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...template}
          label="Template"
          hint="A whole plan to begin with; all of it can be changed"
          options={[
            ...nothing,
            ...templates.map(({ name, title, weeks }) => [name, `${title}, ${weeks} weeks`] as const),
          ]}
        />
        {template.value !== null && (
          <TextField {...startOn} label="First day" hint="Phases follow one another from it" type="date" />
        )}
      </div>
      {error && <FormError message={messageOf(error)} />}
      {chosen && <TemplateSummaryView template={chosen} />}
    </>
  );
}
