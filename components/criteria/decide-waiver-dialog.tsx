'use client';

import { decideWaiverSchema } from '#core/waiver/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { When } from '../time/when.tsx';
import { notify } from '../ui/notify.ts';

type Props = {
  migrationId: string;
  waiver: { id: string; name: string; reason: string; requestedBy: string; expiresAt: string };
  approved: boolean;
  /** It waits for no decision any more. */
  changed: boolean;
  onClose: () => void;
};

/** The last look of a second person at a waiver. What they say stands. */
export function DecideWaiverDialog({ migrationId, waiver, approved, changed, onClose }: Props) {
  const client = useTRPCClient();
  const { id: waiverId, name, reason, requestedBy, expiresAt } = waiver;
  const form = useCommand({
    start: {},
    schema: decideWaiverSchema,
    input: () => ({ migrationId, waiverId, approved }),
    send: client.waiver.decide.mutate,
    onDone: () => {
      notify('done', `${approved ? 'Approved' : 'Refused'}: the waiver of ${name}`);
      onClose();
    },
  });
  const verb = approved ? 'Approve' : 'Refuse';
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      changed={changed}
      title={`${verb} the waiver of ${name}?`}
      description={
        approved
          ? 'While it holds, the criterion need not be met. Your name stands in the audit trail.'
          : 'The criterion has to be met as before. Your name stands in the audit trail.'
      }
      submit={verb}
    >
      <div>
        <p className="text-ink-3">
          asked for by {requestedBy}, ends <When at={expiresAt} />
        </p>
        <p className="break-words text-ink-2">“{reason}”</p>
      </div>
    </FormDialog>
  );
}
