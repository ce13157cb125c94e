'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { BackTestView } from './back-test-view.tsx';
import type { Criterion } from './criteria-group.tsx';
import { type Choices, CriterionFields } from './criterion-fields.tsx';
import { formOf, newForm, readForm } from './criterion-form.ts';
import { RemoveStep } from './remove-step.tsx';

/** Stands for a definition that is not whole yet, and is never sent. */
const NOTHING = { metric: 'coverage', comparator: 'gte', threshold: null } as const;

type Props = { migrationId: string; criterion: Criterion | null; choices: Choices; onClose: () => void };

/** Changes a criterion or adds one; shows what it would have said on past days, and whether it loosens, while it is being written. */
export function CriterionDialog({ migrationId, criterion, choices, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState(() => (criterion ? formOf(criterion.key, criterion.definition) : newForm));
  const [tried, setTried] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { definition, problems } = readForm(form, criterion?.definition ?? null);
  const asked = useDeferredValue(definition);
  const test = useQuery({
    ...trpc.criterion.backTest.queryOptions({
      migrationId,
      ...(criterion ? { criterionId: criterion.id } : {}),
      definition: asked ?? NOTHING,
    }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  const saved = {
    onSuccess: ({ planVersion }: { planVersion: number }) => {
      notify('done', `Saved as plan v${planVersion}`);
      onClose();
      return queries.invalidateQueries();
    },
  };
  const create = useMutation(trpc.criterion.create.mutationOptions(saved));
  const update = useMutation(trpc.criterion.update.mutationOptions(saved));
  const remove = useMutation(trpc.criterion.remove.mutationOptions(saved));
  const reason = form.reason.trim();
  const needsReason = (removing || test.data?.needsApproval === true) && reason === '';
  const error = create.error ?? update.error ?? remove.error;
  function save() {
    setTried(true);
    if (!definition || needsReason) return;
    if (!criterion) create.mutate({ migrationId, key: form.key, ...definition, reason });
    else {
      const { metric, gates = null, windowDays = null, options = null, ...rest } = definition;
      update.mutate({ migrationId, criterionId: criterion.id, metric, ...rest, gates, windowDays, options, reason });
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title={criterion ? criterion.name : 'Add a criterion'}
      description={criterion ? `${criterion.key}: what it was stays in the history.` : 'A new version of the plan.'}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <CriterionFields
          form={form}
          choices={choices}
          isNew={criterion === null}
          problems={tried ? problems : { threshold: problems.threshold }}
          onChange={setForm}
        />
        {test.data && definition && <BackTestView data={test.data} />}
        <Field
          label="Why"
          hint="Kept in the history, with your name"
          {...(tried && needsReason
            ? { error: removing ? 'must say why it is taken out' : 'must say why it is made easier' }
            : {})}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2_000}
              value={form.reason}
              onChange={(event) => setForm({ ...form, reason: event.target.value })}
            />
          )}
        </Field>
        {test.error && <FormError message={messageOf(test.error)} />}
        <FormError message={error ? messageOf(error) : undefined} />
        {removing && criterion ? (
          <RemoveStep
            name={criterion.name}
            busy={remove.isPending}
            onKeep={() => setRemoving(false)}
            onRemove={() => {
              setTried(true);
              if (reason !== '') remove.mutate({ migrationId, criterionId: criterion.id, reason });
            }}
          />
        ) : (
          <div className="flex flex-wrap items-center justify-end gap-2">
            {criterion && (
              <Button look="danger" className="mr-auto" onClick={() => setRemoving(true)}>
                Remove
              </Button>
            )}
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" busy={create.isPending || update.isPending}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
