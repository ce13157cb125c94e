'use client';

import { useState } from 'react';
import { inviteMemberSchema } from '#core/member/schema.ts';
import type { Role } from '#core/permissions.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/notify.ts';
import { RoleSelect } from './role-select.tsx';

type Props = { migrationId: string; onClose: () => void };
const start: { email: string; role: Role } = { email: '', role: 'engineer' };

/** Adds a person who has an account, or makes a one-time link for one who has not. */
export function InviteDialog({ migrationId, onClose }: Props) {
  const client = useTRPCClient();
  const [link, setLink] = useState<string | null>(null);
  const form = useCommand({
    start,
    schema: inviteMemberSchema,
    input: (values) => ({ migrationId, ...values }),
    send: client.member.invite.mutate,
    onDone: (made, { email }) => {
      setLink(made.link);
      if (made.link !== null) return;
      notify('done', `${email} is a member now`);
      onClose();
    },
  });
  if (link !== null) {
    return (
      <Dialog
        open
        once
        onOpenChange={onClose}
        title="Send this link"
        description={`To ${form.values.email}. It works once, for seven days.`}
      >
        <CodeBlock label="Invitation link" text={link} />
        <div className="mt-4 flex justify-end">
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog form={form} onClose={onClose} title="Invite a person" submit="Invite">
      <TextField {...form.field('email')} label="E-mail" type="email" />
      <RoleSelect {...form.field('role')} />
    </FormDialog>
  );
}
