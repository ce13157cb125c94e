'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '#core/permissions.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Input } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { notify } from '../ui/notify.ts';
import { RoleSelect } from './role-select.tsx';

type Props = { migrationId: string; onClose: () => void };

/** Adds a person who has an account, or makes a one-time link for one who has not. */
export function InviteDialog({ migrationId, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('engineer');
  const invite = useMutation(
    trpc.member.invite.mutationOptions({
      onSuccess: ({ link }) => {
        if (link === null) {
          notify('done', `${email} is a member now`);
          onClose();
        }
        return queries.invalidateQueries(trpc.member.pathFilter());
      },
    }),
  );
  if (invite.data?.link) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title="Send this link"
        description={`To ${email}. It works once, for seven days.`}
      >
        <CodeBlock label="Invitation link" text={invite.data.link} />
        <div className="mt-4 flex justify-end">
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={onClose} title="Invite a person">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ migrationId, email, role });
        }}
      >
        <Field label="E-mail" error={invite.error ? messageOf(invite.error) : undefined}>
          {(control) => (
            <Input
              {...control}
              type="email"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <RoleSelect role={role} onChange={setRole} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={invite.isPending}>
            Invite
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
