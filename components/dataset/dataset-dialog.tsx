'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { criticalitySchema, type DatasetDefinition, declareDatasetsSchema } from '#core/dataset/schema.ts';
import { problemsOf } from '#core/problems-of.ts';
import { innerField } from '#lib/form/inner-field.ts';
import { placeProblems } from '#lib/form/place-problems.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { CheckField } from '../form/check-field.tsx';
import { FormDialog } from '../form/form-dialog.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { notify } from '../ui/notify.ts';
import { datasetFormSchema, datasetFormText, declarationOf, formKinds } from './dataset-form-schema.ts';

type Props = { migrationId: string; dataset: DatasetDefinition | null; onClose: () => void };

const criticalities = criticalitySchema.options.map((one) => [one, one] as const);

/** Declares a dataset, or changes one that is there. Both are the same call: datasets are known by name. */
export function DatasetDialog({ migrationId, dataset, onClose }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { migration } = useMigration();
  const { data: plan } = useSuspenseQuery(trpc.plan.get.queryOptions({ slug: migration.slug }));
  const planned = dataset ? [] : plan.document.settings.checks;
  const form = useCommand({
    start: () => datasetFormText(dataset, planned),
    schema: declareDatasetsSchema,
    input: (values) => {
      const { data, error } = datasetFormSchema.safeParse(values);
      if (error) return { problems: placeProblems(problemsOf(error), values) };
      return { migrationId, datasets: [declarationOf(data, dataset?.columns ?? [], planned)] };
    },
    send: client.dataset.declare.mutate,
    fieldOf: (pointer) => pointer.replace('/datasets/0/', '').replace('lagMs', 'lag'),
    onDone: ({ planVersion }) => {
      notify('done', `Saved as plan v${planVersion}`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      width="wide"
      columns={2}
      title={dataset ? `Change ${dataset.name}` : 'Declare a dataset'}
      description="Which legacy table belongs to which target table, and what is known about it."
      submit={dataset ? 'Save' : 'Declare dataset'}
    >
      <TextField {...form.field('name')} label="Name" readOnly={dataset !== null} />
      <TextField {...form.field('domain')} label="Domain" />
      <TextField {...form.field('legacyRef')} label="Legacy table or view" mono />
      <TextField {...form.field('targetRef')} label="Target table or view" mono />
      <TextField {...form.field('keyColumns')} label="Key columns" hint="With commas. Empty: the primary key" mono />
      <TextField {...form.field('sensitiveColumns')} label="Sensitive columns" hint="Their values arrive masked" mono />
      <TextField {...form.field('moneyColumn')} label="Money column" hint="Its differences are added up" mono />
      <TextField
        {...form.field('watermarkColumn')}
        label="Created-at column"
        hint="Keeps rows in flight out of the count"
        mono
      />
      <SelectField
        {...form.field('criticality')}
        label="Criticality"
        hint="Severity of its discrepancies"
        options={criticalities}
      />
      <TextField {...form.field('ownerTeam')} label="Owner team" />
      <TextField {...form.field('wave')} label="Wave" hint="1 is the pilot" inputMode="numeric" />
      <TextField {...form.field('lag')} label="Replication lag" hint="Younger differences are only suspected" />
      {!dataset && (
        <fieldset className="grid gap-3 sm:col-span-2 sm:grid-cols-3">
          <legend className="mb-1 text-sm font-[550]">Checks, how often</legend>
          {formKinds.map(({ id, name }) => (
            <TextField
              key={id}
              {...innerField(form.field('checks'), id, form.problems)}
              label={name}
              placeholder="not at all"
            />
          ))}
        </fieldset>
      )}
      <CheckField
        {...form.field('mayBeEmpty')}
        className="sm:col-span-2"
        label="May be empty"
        hint="Without this, 0 rows on both sides is no evidence"
      />
    </FormDialog>
  );
}
