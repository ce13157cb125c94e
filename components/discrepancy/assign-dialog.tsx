'use client';

import { useQuery } from '@tanstack/react-query';
import { assignDiscrepancySchema, type DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { roleWords } from '#lib/labels/access.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { SelectField } from '../form/select-field.tsx';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';

type Props = { migrationId: string; item: DiscrepancyListItem; onClose: () => void };
/** Undefined: as it is. */
const start: { userId: string | null | undefined } = { userId: undefined };

export function AssignDialog({ migrationId, item, onClose }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { data: me } = useQuery(trpc.me.get.queryOptions({}));
  const { data: members = [] } = useQuery(trpc.member.list.queryOptions({ migrationId }));
  const assigned = members.find((member) => member.name === item.assignee)?.userId ?? null;
  const form = useCommand({
    start,
    schema: assignDiscrepancySchema,
    input: ({ userId = assigned }) => ({ migrationId, id: item.id, userId }),
    send: client.discrepancy.assign.mutate,
    onDone: () => {
      notify('done', `D-${item.number} has a new owner`);
      onClose();
    },
  });
  const { value: chosen = assigned, ...field } = form.field('userId');
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Assign D-${item.number}`}
      description={item.title}
      submit="Assign"
      aside={
        me && (
          <Button busy={form.isPending} onClick={() => void form.submit({ userId: me.user.id })}>
            Take it myself
          </Button>
        )
      }
    >
      <SelectField
        {...field}
        value={chosen}
        label="Who takes care of it"
        options={[
          [null, 'Nobody'],
          ...members.map(
            ({ userId, name, role }) => [userId, `${name}, ${roleWords[role].name.toLowerCase()}`] as const,
          ),
        ]}
      />
    </FormDialog>
  );
}
