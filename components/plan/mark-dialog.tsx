'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { type PlanPart, planParts } from '#core/part/plan-parts.ts';
import { applyProblems } from '#lib/form/apply-problems.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Input, Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import { Segments } from '../ui/segments.tsx';
import { usePlan } from './use-plan.ts';
import { markWords } from './words.ts';

type Props = { part: PlanPart; name: string; member: string | null; status: string | null; onClose: () => void };

/** Says what became of an item of the plan. It adds to its history and changes nothing that was said before. */
export function MarkDialog({ part, name, member, status: proposed, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { migration } = usePlan();
  const statuses: readonly string[] = planParts[part].marks;
  const [status, setStatus] = useState(proposed ?? statuses[0] ?? '');
  const form = useForm({ defaultValues: { note: '', evidence: '', dueOn: '' } });
  const { errors } = form.formState;
  const settled = {
    onSuccess: () => {
      notify('done', `${member ?? name}: ${wordOf(status)}`);
      onClose();
      return queries.invalidateQueries();
    },
    onError: (error: Parameters<typeof applyProblems>[1]) => applyProblems(form, error),
  };
  const mark = useMutation(trpc.plan.mark.mutationOptions(settled));
  const approve = useMutation(trpc.plan.approveWindow.mutationOptions(settled));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Mark “${member ?? name}”`}
      description="Kept with your name and the time. The newest mark holds."
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={form.handleSubmit(({ note, evidence: proof, dueOn }) => {
          const said = { migrationId: migration.id, name, note, evidence: proof.trim() || null };
          if (part === 'calendar') return approve.mutate({ ...said, approved: status === 'approved' });
          mark.mutate({ ...said, part, member, status, dueOn: status === 'slipped' ? dueOn || null : null });
        })}
      >
        <Segments
          label="What became of it"
          value={status}
          options={statuses.map((value) => ({ value, label: wordOf(value) }))}
          onChange={setStatus}
        />
        {status === 'slipped' && (
          <Field label="Due now on" error={errors.dueOn?.message}>
            {(control) => <Input {...control} {...form.register('dueOn')} type="date" />}
          </Field>
        )}
        <Field label="Note" error={errors.note?.message}>
          {(control) => <Textarea {...control} {...form.register('note')} rows={3} maxLength={2_000} />}
        </Field>
        <Field
          label="Evidence"
          hint="Where the proof is: an address, a ticket, a document"
          error={errors.evidence?.message}
        >
          {(control) => <Input {...control} {...form.register('evidence')} />}
        </Field>
        <FormError message={errors.root?.message} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={mark.isPending || approve.isPending}>
            {wordOf(status)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const wordOf = (status: string) => markWords[status]?.word ?? status;
