'use client';

import { useQueryClient } from '@tanstack/react-query';
import { vouchForAccountSchema } from '#core/approval/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { notify } from '../ui/notify.ts';

/** `migrationId` null: as an administrator of the instance. */
type Props = { migrationId: string | null; userId: string; name: string; onClose: () => void };

/** Saying that an account is a person of its own. It stands in every approval that rests on it. */
export function VouchDialog({ migrationId, userId, name, onClose }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const form = useCommand({
    start: { reason: '' },
    schema: vouchForAccountSchema,
    input: ({ reason }) => ({ userId, reason }),
    send: (input: { userId: string; reason: string }) =>
      migrationId === null ? client.user.vouch.mutate(input) : client.member.vouch.mutate({ migrationId, ...input }),
    onDone: () => {
      notify('done', `You vouched for ${name}`);
      onClose();
      // Accounts are of no migration, and so of no topic.
      if (migrationId === null) void queries.invalidateQueries(trpc.user.pathFilter());
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Vouch for ${name}`}
      description="You say that this account is used by that person and by nobody else."
      submit="Vouch"
    >
      <TextField
        {...form.field('reason')}
        label="How you know"
        hint="It is shown in the audit trail, and in every approval that rests on it."
        rows={2}
      />
    </FormDialog>
  );
}
