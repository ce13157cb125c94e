'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { notify } from '../ui/notify.ts';

/** `migrationId` null: as an administrator of the instance. */
type Props = { migrationId: string | null; userId: string; name: string; onClose: () => void };

/** Saying that an account is a person of its own. It stands in every approval that rests on it. */
export function VouchDialog({ migrationId, userId, name, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const onSuccess = () => {
    notify('done', `You vouched for ${name}`);
    onClose();
    return queries.invalidateQueries();
  };
  const asMember = useMutation(trpc.member.vouch.mutationOptions({ onSuccess }));
  const asAdministrator = useMutation(trpc.user.vouch.mutationOptions({ onSuccess }));
  const { error, isPending } = migrationId === null ? asAdministrator : asMember;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Vouch for ${name}`}
      description="You say that this account is used by that person and by nobody else."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (migrationId === null) asAdministrator.mutate({ userId, reason });
          else asMember.mutate({ migrationId, userId, reason });
        }}
      >
        <Field
          label="How you know"
          hint="It stands in the trail, and in every approval that rests on it."
          error={error ? messageOf(error) : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              required
              rows={2}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={isPending}>
            Vouch
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
