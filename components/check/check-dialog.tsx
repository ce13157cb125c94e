'use client';

import { type CheckKind, kindOf } from '#core/check/kinds.ts';
import { type Schedule, updateCheckSchema } from '#core/check/schema.ts';
import type { Tolerances } from '#core/check/tolerances.ts';
import { innerField } from '#lib/form/inner-field.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { CheckField } from '../form/check-field.tsx';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { notify } from '../ui/notify.ts';
import { checkFormText, readCheckForm, tolerancesOf, toleranceWords } from './check-form-schema.ts';

export type EditableCheck = {
  id: string;
  kind: CheckKind;
  schedule: Schedule;
  tolerances: Tolerances;
  enabled: boolean;
};
type Props = { migrationId: string; datasetName: string; check: EditableCheck; onClose: () => void };

/** When a check is due and what it accepts. */
export function CheckDialog({ migrationId, datasetName, check, onClose }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: () => checkFormText(check.kind, check.schedule, check.tolerances, check.enabled),
    schema: updateCheckSchema,
    input: (values) => {
      const read = readCheckForm(values, check.tolerances);
      if (!read.ok) {
        const { every, grace, ...tolerances } = read.problems;
        const named = Object.entries(tolerances).map(([name, message]) => [`tolerances/${name}`, message]);
        return { problems: { every, grace, ...Object.fromEntries(named) } };
      }
      const { schedule, tolerances } = read;
      return { migrationId, checkId: check.id, schedule, tolerances, enabled: values.enabled };
    },
    send: client.check.update.mutate,
    fieldOf: (pointer) => {
      if (!pointer.startsWith('/schedule')) return pointer.slice(1);
      return pointer === '/schedule/graceMs' ? 'grace' : 'every';
    },
    onDone: ({ planVersion }) => {
      notify('done', `Saved as plan v${planVersion}`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      columns={2}
      title={`${datasetName} · ${kindOf(check.kind).name.toLowerCase()}`}
      description={kindOf(check.kind).asks}
      submit="Save"
    >
      <TextField {...form.field('every')} label="When" hint="15 min, 1 day, daily 02:30, weekly sunday 02:30" />
      <TextField {...form.field('grace')} label="Grace" hint="Later than this is overdue" />
      {tolerancesOf(check.kind).map((name) => {
        const { value = '', ...field } = innerField(form.field('tolerances'), name, form.problems);
        const { name: label, hint } = toleranceWords[name];
        return <TextField key={name} {...field} value={value} label={label} hint={hint} />;
      })}
      <CheckField
        {...form.field('enabled')}
        className="sm:col-span-2"
        label="Enabled"
        hint="A check that is switched off leaves a named gap"
      />
    </FormDialog>
  );
}
