'use client';

import { archiveDiscrepancySchema, type DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { notify } from '../ui/notify.ts';

type Props = { migrationId: string; item: DiscrepancyListItem; onClose: () => void };

/** Archiving hides a group from the inbox; it changes no number, and the reason stays in the audit trail. */
export function ArchiveDialog({ migrationId, item, onClose }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: { reason: '' },
    schema: archiveDiscrepancySchema,
    input: ({ reason }) => ({ migrationId, id: item.id, reason }),
    send: client.discrepancy.archive.mutate,
    onDone: () => {
      notify('done', `D-${item.number} is archived`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Archive D-${item.number}`}
      description="It leaves the inbox. Its rows still count: the criteria do not change."
      submit="Archive"
    >
      <TextField {...form.field('reason')} label="Reason" hint="Kept in the audit trail, with your name" rows={3} />
    </FormDialog>
  );
}
