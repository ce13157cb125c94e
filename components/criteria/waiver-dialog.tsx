'use client';

import { DAY_MS } from '#core/time/units.ts';
import { MOST_WAIVER_DAYS, requestWaiverSchema } from '#core/waiver/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { notify } from '../ui/notify.ts';
import type { Criterion } from './criteria-group.tsx';

type Props = { migrationId: string; criterion: Criterion; onClose: () => void };

/** Asks that a criterion need not be met for a while. */
export function WaiverDialog({ migrationId, criterion, onClose }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: { reason: '', days: '14' },
    schema: requestWaiverSchema,
    input: ({ reason, days: text }) => {
      const days = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
      const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
      const input = { migrationId, criterionId: criterion.id, reason, expiresAt };
      if (days >= 1 && days <= MOST_WAIVER_DAYS) return input;
      return { problems: { days: `must be between 1 and ${MOST_WAIVER_DAYS}` }, input };
    },
    send: client.waiver.request.mutate,
    fieldOf: (pointer) => (pointer === '/expiresAt' ? 'days' : pointer.slice(1)),
    onDone: () => {
      notify('done', 'Asked for: a second person has to approve it');
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Waive ${criterion.name.toLowerCase()}`}
      description="While a waiver holds the verdict is at best a conditional go. It ends by itself."
      submit="Ask for it"
    >
      <TextField
        {...form.field('reason')}
        label="Why it need not be met"
        hint="Shown with the criterion, with your name"
        rows={3}
      />
      <TextField
        {...form.field('days')}
        label="Days"
        hint={`From now on, ${MOST_WAIVER_DAYS} at most`}
        inputMode="numeric"
      />
    </FormDialog>
  );
}
