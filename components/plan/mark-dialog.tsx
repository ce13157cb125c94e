'use client';

import type { z } from 'zod';
import { type PlanPart, planParts } from '#core/part/plan-parts.ts';
import { markItemSchema } from '#core/plan/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { notify } from '../ui/notify.ts';
import { Segments } from '../ui/segments.tsx';
import { markWords } from './labels.ts';
import { usePlan } from './use-plan.ts';

type Props = { part: PlanPart; name: string; member: string | null; status: string | null; onClose: () => void };

/** Says what became of an item of the plan. It adds to its history and changes nothing that was said before. */
export function MarkDialog({ part, name, member, status: proposed, onClose }: Props) {
  const client = useTRPCClient();
  const { migration } = usePlan();
  const { id: migrationId } = migration;
  const statuses: readonly string[] = planParts[part].marks;
  const form = useCommand({
    start: { status: proposed ?? statuses[0] ?? '', note: '', evidence: '', dueOn: '' },
    schema: markItemSchema,
    input: ({ status, note, evidence, dueOn }) => ({
      part,
      member,
      name,
      status,
      note,
      evidence: evidence.trim() || null,
      dueOn: status === 'slipped' ? dueOn || null : null,
    }),
    send: (said: z.input<typeof markItemSchema>) => {
      if (part !== 'calendar') return client.plan.mark.mutate({ ...said, migrationId });
      const { note, evidence, status } = said;
      return client.plan.approveWindow.mutate({ migrationId, name, note, evidence, approved: status === 'approved' });
    },
    onDone: (_, { status }) => {
      notify('done', `${member ?? name}: ${wordOf(status)}`);
      onClose();
    },
  });
  const { status } = form.values;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Mark “${member ?? name}”`}
      description="Kept with your name and the time. The newest mark holds."
      submit={wordOf(status)}
    >
      <Segments
        {...form.field('status')}
        label="What became of it"
        options={statuses.map((value) => ({ value, label: wordOf(value) }))}
      />
      {status === 'slipped' && <TextField {...form.field('dueOn')} label="Due now on" type="date" />}
      <TextField {...form.field('note')} label="Note" rows={3} />
      <TextField
        {...form.field('evidence')}
        label="Evidence"
        hint="Where the proof is: an address, a ticket, a document"
      />
    </FormDialog>
  );
}

const wordOf = (status: string) => markWords[status]?.word ?? status;
