'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckKind, Schedule, Tolerances } from '#core/check/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { checkKindWords } from '#lib/words/check-kind.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, Input } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
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
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState(() => checkFormText(check.kind, check.schedule, check.tolerances, check.enabled));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const update = useMutation(
    trpc.check.update.mutationOptions({
      onSuccess: ({ planVersion }) => {
        notify('done', `Saved as plan v${planVersion}`);
        onClose();
        return queries.invalidateQueries();
      },
    }),
  );
  function save() {
    const read = readCheckForm(form, check.tolerances);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return;
    const { schedule, tolerances } = read;
    update.mutate({ migrationId, checkId: check.id, schedule, tolerances, enabled: form.enabled });
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${datasetName} · ${checkKindWords[check.kind].name.toLowerCase()}`}
      description={checkKindWords[check.kind].asks}
    >
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label="When" hint="15 min, 1 day, daily 02:30, weekly sunday 02:30" error={problems.every}>
          {(control) => (
            <Input
              {...control}
              value={form.every}
              onChange={(event) => setForm({ ...form, every: event.target.value })}
            />
          )}
        </Field>
        <Field label="Grace" hint="Later than this is overdue" error={problems.grace}>
          {(control) => (
            <Input
              {...control}
              value={form.grace}
              onChange={(event) => setForm({ ...form, grace: event.target.value })}
            />
          )}
        </Field>
        {tolerancesOf(check.kind).map((name) => (
          <Field key={name} label={toleranceWords[name].name} hint={toleranceWords[name].hint} error={problems[name]}>
            {(control) => (
              <Input
                {...control}
                value={form.tolerances[name] ?? ''}
                onChange={(event) =>
                  setForm({ ...form, tolerances: { ...form.tolerances, [name]: event.target.value } })
                }
              />
            )}
          </Field>
        ))}
        <Checkbox
          className="sm:col-span-2"
          label="Enabled"
          hint="A check that is switched off leaves a named gap"
          checked={form.enabled}
          onChange={(event) => setForm({ ...form, enabled: event.target.checked })}
        />
        <div className="flex items-center justify-end gap-2 sm:col-span-2">
          <div className="mr-auto">
            <FormError message={update.error ? messageOf(update.error) : undefined} />
          </div>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
