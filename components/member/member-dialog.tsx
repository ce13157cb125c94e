'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';
import type { Member } from './member.ts';
import { RoleSelect } from './role-select.tsx';

type Props = { migrationId: string; member: Member; onClose: () => void };

/** Another role for a person, or none. A migration keeps at least one lead: the server refuses the last one's leaving. */
export function MemberDialog({ migrationId, member, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [role, setRole] = useState(member.role);
  const done = (message: string) => () => {
    notify('done', message);
    onClose();
    return queries.invalidateQueries();
  };
  const change = useMutation(
    trpc.member.changeRole.mutationOptions({ onSuccess: done(`${member.name} has a new role`) }),
  );
  const remove = useMutation(
    trpc.member.remove.mutationOptions({ onSuccess: done(`${member.name} is no longer a member`) }),
  );
  const error = change.error ?? remove.error;
  const busy = change.isPending || remove.isPending;
  const { userId } = member;
  return (
    <Dialog open onOpenChange={onClose} title={member.name} description={member.email}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ migrationId, userId, role });
        }}
      >
        <RoleSelect role={role} onChange={setRole} />
        {member.source === 'oidc' && (
          <p className="text-sm text-ink-2">
            This role comes from a group at the sign-in provider. Changed here it stays as you set it; removed, it comes
            back with the next sign-in until the group is taken away there.
          </p>
        )}
        <FormError message={error ? messageOf(error) : undefined} />
        <div className="flex justify-end gap-2">
          <Button look="danger" className="mr-auto" busy={busy} onClick={() => remove.mutate({ migrationId, userId })}>
            Remove from migration
          </Button>
          <Button type="submit" look="primary" busy={busy} disabled={role === member.role}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
