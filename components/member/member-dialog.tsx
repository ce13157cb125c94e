'use client';

import type { Role } from '#core/permissions.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';
import type { Member } from './member.ts';
import { RoleSelect } from './role-select.tsx';

type Props = { migrationId: string; member: Member; onClose: () => void };

/** Another role for a person, or none. A migration keeps at least one lead: the server refuses the last one's leaving. */
export function MemberDialog({ migrationId, member, onClose }: Props) {
  const client = useTRPCClient();
  const { userId } = member;
  const form = useCommand({
    start: { role: member.role, leaves: false },
    input: (values) => values,
    send: ({ role, leaves }: { role: Role; leaves: boolean }) =>
      leaves
        ? client.member.remove.mutate({ migrationId, userId })
        : client.member.changeRole.mutate({ migrationId, userId, role }),
    onDone: (_, { leaves }) => {
      notify('done', leaves ? `${member.name} is no longer a member` : `${member.name} has a new role`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={member.name}
      description={member.email}
      submit="Save"
      disabled={form.values.role === member.role}
      aside={
        <Button look="danger" busy={form.isPending} onClick={() => void form.submit({ leaves: true })}>
          Remove from migration
        </Button>
      }
    >
      <RoleSelect {...form.field('role')} />
      {member.source === 'oidc' && (
        <p className="text-sm text-ink-2">
          This role comes from a group at the sign-in provider. Changed here it stays as you set it; removed, it comes
          back with the next sign-in until the group is taken away there.
        </p>
      )}
    </FormDialog>
  );
}
