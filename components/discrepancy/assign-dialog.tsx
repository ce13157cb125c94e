'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { roleWords } from '#lib/words/access.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useTriageOptions } from './use-triage.ts';

type Props = { migrationId: string; item: DiscrepancyListItem; onClose: () => void };

export function AssignDialog({ migrationId, item, onClose }: Props) {
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.me.get.queryOptions({}));
  const { data: members } = useQuery(trpc.member.list.queryOptions({ migrationId }));
  const assigned = members?.find((member) => member.name === item.assignee)?.userId ?? '';
  const [chosen, setChosen] = useState<string | null>(null);
  const userId = chosen ?? assigned;
  const assign = useMutation(
    trpc.discrepancy.assign.mutationOptions(useTriageOptions(`D-${item.number} has a new owner`, onClose)),
  );
  const send = (to: string | null) => assign.mutate({ migrationId, id: item.id, userId: to });
  return (
    <Dialog open onOpenChange={onClose} title={`Assign D-${item.number}`} description={item.title}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send(userId || null);
        }}
      >
        <Field label="Who takes care of it">
          {(control) => (
            <Select {...control} value={userId} onChange={(event) => setChosen(event.target.value)}>
              <option value="">Nobody</option>
              {members?.map((member) => (
                <option key={member.userId} value={member.userId}>
                  {member.name}, {roleWords[member.role].name.toLowerCase()}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex justify-end gap-2">
          {me && (
            <Button busy={assign.isPending} onClick={() => send(me.user.id)}>
              Take it myself
            </Button>
          )}
          <Button type="submit" look="primary" busy={assign.isPending}>
            Assign
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
