'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { newMigrationSchema } from '#core/migration/schema.ts';
import type { TemplateName } from '#core/templates/names.ts';
import { applyProblems } from '#lib/form/apply-problems.ts';
import { slugOf } from '#lib/form/slug-of.ts';
import { zodResolver } from '#lib/form/zod-resolver.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { TemplateFields } from '../template/template-fields.tsx';
import { today } from '../template/today.ts';
import { Button } from '../ui/button.tsx';
import { Input, Select } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';

/** Offered, not all there are: a zone has several names, and this is one of each. */
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const currencies = Intl.supportedValuesOf('currency');

export function NewMigrationDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(newMigrationSchema),
    defaultValues: {
      name: '',
      slug: '',
      legacySystem: '',
      targetSystem: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      currency: 'EUR',
    },
  });
  const create = useMutation(
    trpc.migration.create.mutationOptions({
      onSuccess: async ({ slug }) => {
        await queries.invalidateQueries();
        router.push(`/m/${slug}/plan?view=datasets`);
      },
      onError: (error) => applyProblems(form, error),
    }),
  );
  const [{ template, startOn }, setChoice] = useState<{ template: TemplateName | null; startOn: string }>(() => ({
    template: null,
    startOn: today(),
  }));
  const { errors } = form.formState;
  const name = form.register('name');

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New migration"
      description="It starts with four standard exit criteria, or with a whole plan; you become its lead."
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={form.handleSubmit((values) =>
          create.mutate(template === null ? values : { ...values, template: { name: template, startOn } }),
        )}
      >
        <Field label="Name" hint="As people call it: PayCore → Ledgerline" error={errors.name?.message}>
          {(control) => (
            <Input
              {...control}
              {...name}
              onChange={(event) => {
                void name.onChange(event);
                if (!form.formState.dirtyFields.slug) form.setValue('slug', slugOf(event.target.value));
              }}
            />
          )}
        </Field>
        <Field label="Address" hint="In links: /m/…" error={errors.slug?.message}>
          {(control) => <Input {...control} {...form.register('slug')} spellCheck={false} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Legacy system" error={errors.legacySystem?.message}>
            {(control) => <Input {...control} {...form.register('legacySystem')} />}
          </Field>
          <Field label="Target system" error={errors.targetSystem?.message}>
            {(control) => <Input {...control} {...form.register('targetSystem')} />}
          </Field>
          <Field label="Time zone" hint="In which its days begin and end" error={errors.timeZone?.message}>
            {(control) => (
              <>
                <Input {...control} {...form.register('timeZone')} list="time-zones" autoComplete="off" />
                <datalist id="time-zones">
                  {zones.map((zone) => (
                    <option key={zone} value={zone} />
                  ))}
                </datalist>
              </>
            )}
          </Field>
          <Field label="Currency" error={errors.currency?.message}>
            {(control) => (
              <Select {...control} {...form.register('currency')}>
                {currencies.map((currency) => (
                  <option key={currency}>{currency}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <TemplateFields value={{ template, startOn }} onChange={setChoice} none="None: four standard criteria" />
        <FormError message={errors.root?.message} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create migration
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
