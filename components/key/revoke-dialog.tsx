'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { KeyView } from '#core/key/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';

type Props = { migrationId: string; apiKey: KeyView; onClose: () => void };

export function RevokeDialog({ migrationId, apiKey, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation(
    trpc.key.revoke.mutationOptions({
      onSuccess: () => {
        notify('done', `“${apiKey.name}” is revoked`);
        onClose();
        return queries.invalidateQueries(trpc.key.pathFilter());
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Revoke “${apiKey.name}”?`}
      description="It is refused from the next call on. Whatever uses it falls silent, and its checks become overdue."
    >
      <FormError message={revoke.error ? messageOf(revoke.error) : undefined} />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate({ migrationId, keyId: apiKey.id })}>
          Revoke key
        </Button>
      </div>
    </Dialog>
  );
}
