'use client';

import { type KeyView, revokeKeySchema } from '#core/key/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { notify } from '../ui/notify.ts';

type Props = { migrationId: string; apiKey: KeyView; onClose: () => void };

export function RevokeDialog({ migrationId, apiKey, onClose }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: {},
    schema: revokeKeySchema,
    input: () => ({ migrationId, keyId: apiKey.id }),
    send: client.key.revoke.mutate,
    onDone: () => {
      notify('done', `“${apiKey.name}” is revoked`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Revoke “${apiKey.name}”?`}
      description="It is refused from the next call on. Whatever uses it falls silent, and its checks become overdue."
      submit="Revoke key"
      look="danger"
      cancel="Keep it"
    />
  );
}
