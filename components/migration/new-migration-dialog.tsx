'use client';

import { useRouter } from 'next/navigation';
import type { TemplateName } from '#core/templates/names.ts';
import { createMigrationSchema } from '#core/templates/schema.ts';
import { slugOf } from '#lib/form/slug-of.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { TemplateFields } from '../template/template-fields.tsx';
import { today } from '../template/today.ts';

/** Offered, not all there are: a zone has several names, and this is one of each. */
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const currencies = Intl.supportedValuesOf('currency').map((currency) => [currency, currency] as const);

/** `slug` null: made from the name, until somebody types one. */
type Values = {
  name: string;
  slug: string | null;
  legacySystem: string;
  targetSystem: string;
  timeZone: string;
  currency: string;
  template: TemplateName | null;
  startOn: string;
};

export function NewMigrationDialog({ onClose }: { onClose: () => void }) {
  const client = useTRPCClient();
  const router = useRouter();
  const form = useCommand({
    start: (): Values => ({
      name: '',
      slug: null,
      legacySystem: '',
      targetSystem: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      currency: 'EUR',
      template: null,
      startOn: today(),
    }),
    schema: createMigrationSchema,
    input: ({ template, startOn, slug, ...values }) => ({
      ...values,
      slug: slug ?? slugOf(values.name),
      template: template === null ? undefined : { name: template, startOn },
    }),
    send: client.migration.create.mutate,
    fieldOf: (pointer) => pointer.replace('/template/name', '/template').replace('/template/', '/').slice(1),
    onDone: ({ slug }) => router.push(`/m/${slug}/plan?view=datasets`),
  });
  const { value: slug, ...slugField } = form.field('slug');
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="New migration"
      description="It starts with four standard exit criteria, or with a whole plan; you become its lead."
      submit="Create migration"
    >
      <TextField {...form.field('name')} label="Name" hint="As people call it: PayCore → Ledgerline" />
      <TextField
        {...slugField}
        value={slug ?? slugOf(form.values.name)}
        label="Address"
        hint="In links: /m/…"
        spellCheck={false}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...form.field('legacySystem')} label="Legacy system" />
        <TextField {...form.field('targetSystem')} label="Target system" />
        <TextField
          {...form.field('timeZone')}
          label="Time zone"
          hint="In which its days begin and end"
          list="time-zones"
          autoComplete="off"
        />
        <datalist id="time-zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <SelectField {...form.field('currency')} label="Currency" options={currencies} />
      </div>
      <TemplateFields
        template={form.field('template')}
        startOn={form.field('startOn')}
        none="None: four standard criteria"
      />
    </FormDialog>
  );
}
