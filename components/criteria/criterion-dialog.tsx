'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { optionNames } from '#core/criteria/options.ts';
import { type CriterionDefinition, createCriterionSchema } from '#core/criteria/schema.ts';
import { limitOf } from '#lib/form/limit-of.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { BackTestView } from './back-test-view.tsx';
import type { Criterion } from './criteria-group.tsx';
import { type Choices, CriterionFields } from './criterion-fields.tsx';
import { formOf, newForm, readForm } from './criterion-form.ts';
import { RemoveStep } from './remove-step.tsx';

/** Stands for a definition that is not whole yet, and is never sent. */
const NOTHING = { metric: 'coverage', comparator: 'gte', threshold: null } as const;

const placeOf = (name: string) => (optionNames.some((one) => one === name) ? `options/${name}` : name);

type Props = { migrationId: string; criterion: Criterion | null; choices: Choices; onClose: () => void };
/** `definition` null: it is taken out. */
type Said = { key: string; definition: CriterionDefinition | null; reason: string };

/** Changes a criterion or adds one; shows what it would have said on past days, and whether it loosens, while it is being written. */
export function CriterionDialog({ migrationId, criterion, choices, onClose }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [removing, setRemoving] = useState(false);
  const kept = criterion?.definition ?? null;
  const form = useCommand({
    start: () => ({ ...(criterion ? formOf(criterion.key, criterion.definition) : newForm), removes: false }),
    input: ({ removes, ...text }) => {
      const { key } = text;
      const reason = text.reason.trim();
      if (removes) {
        if (reason === '') return { problems: { reason: 'must say why it is taken out' } };
        return { key, definition: null, reason };
      }
      const read = readForm(text, kept);
      const needsReason = test.data?.needsApproval === true && reason === '';
      if (read.definition && !needsReason) return { key, definition: read.definition, reason };
      const named = Object.entries(read.problems).map(([name, message]) => [placeOf(name), message]);
      const problems = Object.fromEntries(named);
      return { problems: needsReason ? { ...problems, reason: 'must say why it is made easier' } : problems };
    },
    send: ({ key, definition, reason }: Said) => {
      if (!criterion) return client.criterion.create.mutate({ migrationId, key, ...(definition ?? NOTHING), reason });
      const changed = { migrationId, criterionId: criterion.id, reason };
      if (!definition) return client.criterion.remove.mutate(changed);
      const { gates = null, windowDays = null, options = null, ...rest } = definition;
      return client.criterion.update.mutate({ ...changed, ...rest, gates, windowDays, options });
    },
    onDone: ({ planVersion }) => {
      notify('done', `Saved as plan v${planVersion}`);
      onClose();
    },
  });
  const { definition, problems } = readForm(form.values, kept);
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
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title={criterion ? criterion.name : 'Add a criterion'}
      description={criterion ? `${criterion.key}: what it was stays in the history.` : 'A new version of the plan.'}
    >
      <Form
        form={form}
        foot={
          removing && criterion ? (
            <RemoveStep
              name={criterion.name}
              busy={form.isPending}
              onKeep={() => setRemoving(false)}
              onRemove={() => void form.submit({ removes: true })}
            />
          ) : (
            <div className="flex flex-wrap items-center justify-end gap-2">
              {criterion && (
                <Button look="danger" className="mr-auto" onClick={() => setRemoving(true)}>
                  Remove
                </Button>
              )}
              <Button onClick={onClose}>Cancel</Button>
              <Button type="submit" look="primary" busy={form.isPending}>
                Save
              </Button>
            </div>
          )
        }
      >
        <CriterionFields
          form={form.values}
          choices={choices}
          isNew={criterion === null}
          problems={{ threshold: problems.threshold, ...form.problems }}
          onChange={form.set}
        />
        {test.data && definition && <BackTestView data={test.data} />}
        <TextField
          {...form.field('reason')}
          limit={limitOf(createCriterionSchema, 'reason')}
          label="Why"
          hint="Kept in the history, with your name"
          rows={2}
        />
        {test.error && <FormError message={messageOf(test.error)} />}
      </Form>
    </Dialog>
  );
}
