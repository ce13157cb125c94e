'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { criticalitySchema, type DatasetDefinition } from '#core/dataset/schema.ts';
import { applyProblems } from '#lib/form/apply-problems.ts';
import { zodResolver } from '#lib/form/zod-resolver.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { checkKindWords } from '#lib/words/check-kind.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, Input, Select } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { datasetFormSchema, datasetFormText, declarationOf, formCheckKinds } from './dataset-form-schema.ts';

type Props = { migrationId: string; dataset: DatasetDefinition | null; onClose: () => void };

/** Declares a dataset, or changes one that is there. Both are the same call: datasets are known by name. */
export function DatasetDialog({ migrationId, dataset, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { migration } = useMigration();
  const { data: plan } = useSuspenseQuery(trpc.plan.get.queryOptions({ slug: migration.slug }));
  const planned = dataset ? [] : plan.document.settings.checks;
  const form = useForm({ resolver: zodResolver(datasetFormSchema), defaultValues: datasetFormText(dataset, planned) });
  const { register } = form;
  const { errors } = form.formState;
  const declare = useMutation(
    trpc.dataset.declare.mutationOptions({
      onSuccess: ({ planVersion }) => {
        notify('done', `Saved as plan v${planVersion}`);
        onClose();
        return queries.invalidateQueries();
      },
      onError: (error) => applyProblems(form, error),
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title={dataset ? `Change ${dataset.name}` : 'Declare a dataset'}
      description="Which legacy table belongs to which target table, and what is known about it."
    >
      <form
        className="grid gap-4 sm:grid-cols-2"
        noValidate
        onSubmit={form.handleSubmit((values) =>
          declare.mutate({ migrationId, datasets: [declarationOf(values, dataset?.columns ?? [], planned)] }),
        )}
      >
        <Field label="Name" error={errors.name?.message}>
          {(control) => <Input {...control} {...register('name')} readOnly={dataset !== null} />}
        </Field>
        <Field label="Domain" error={errors.domain?.message}>
          {(control) => <Input {...control} {...register('domain')} />}
        </Field>
        <Field label="Legacy table or view" error={errors.legacyRef?.message}>
          {(control) => <Input {...control} {...register('legacyRef')} className="font-mono" />}
        </Field>
        <Field label="Target table or view" error={errors.targetRef?.message}>
          {(control) => <Input {...control} {...register('targetRef')} className="font-mono" />}
        </Field>
        <Field label="Key columns" hint="With commas. Empty: the primary key" error={errors.keyColumns?.message}>
          {(control) => <Input {...control} {...register('keyColumns')} className="font-mono" />}
        </Field>
        <Field label="Sensitive columns" hint="Their values arrive masked" error={errors.sensitiveColumns?.message}>
          {(control) => <Input {...control} {...register('sensitiveColumns')} className="font-mono" />}
        </Field>
        <Field label="Money column" hint="Its differences are added up" error={errors.moneyColumn?.message}>
          {(control) => <Input {...control} {...register('moneyColumn')} className="font-mono" />}
        </Field>
        <Field
          label="Created-at column"
          hint="Keeps rows in flight out of the count"
          error={errors.watermarkColumn?.message}
        >
          {(control) => <Input {...control} {...register('watermarkColumn')} className="font-mono" />}
        </Field>
        <Field label="Criticality" hint="Severity of its discrepancies" error={errors.criticality?.message}>
          {(control) => (
            <Select {...control} {...register('criticality')}>
              {criticalitySchema.options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Owner team" error={errors.ownerTeam?.message}>
          {(control) => <Input {...control} {...register('ownerTeam')} />}
        </Field>
        <Field label="Wave" hint="1 is the pilot" error={errors.wave?.message}>
          {(control) => <Input {...control} {...register('wave')} inputMode="numeric" />}
        </Field>
        <Field label="Replication lag" hint="Younger differences are only suspected" error={errors.lag?.message}>
          {(control) => <Input {...control} {...register('lag')} />}
        </Field>
        {!dataset && (
          <fieldset className="grid gap-3 sm:col-span-2 sm:grid-cols-3">
            <legend className="mb-1 text-sm font-[550]">Checks, how often</legend>
            {formCheckKinds.map((kind) => (
              <Field key={kind} label={checkKindWords[kind].name} error={errors.checks?.[kind]?.message}>
                {(control) => <Input {...control} {...register(`checks.${kind}`)} placeholder="not at all" />}
              </Field>
            ))}
          </fieldset>
        )}
        <Checkbox
          {...register('mayBeEmpty')}
          className="sm:col-span-2"
          label="May be empty"
          hint="Without this, 0 rows on both sides is no evidence"
        />
        <div className="flex items-center justify-end gap-2 sm:col-span-2">
          <div className="mr-auto">
            <FormError message={errors.root?.message} />
          </div>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={declare.isPending}>
            {dataset ? 'Save' : 'Declare dataset'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
