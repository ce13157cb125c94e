'use client';

import { useMutation } from '@tanstack/react-query';
import type { WaitingItem } from '#core/approval/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { LongList } from '../ui/long-list.tsx';
import { useWaitingOptions } from './use-waiting-options.ts';
import { WaitingSides } from './waiting-sides.tsx';

type Props = { items: readonly WaitingItem[]; onClose: () => void };

/** The last look of a second person at changes of the plan. It names each: what is approved is exactly what stands here. */
export function ApproveDialog({ items, onClose }: Props) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const one = items.length === 1 ? items[0]?.title : undefined;
  const approve = useMutation(
    trpc.approval.approvePlanChanges.mutationOptions(
      useWaitingOptions(one ? `Approved: ${one}` : `Approved: ${items.length} changes of the plan`),
    ),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title={one ? `Approve ${one}?` : `Approve ${items.length} changes of the plan?`}
      description="Go / no-go is then judged by the plan as it stands. Your name stands in the audit trail."
    >
      <LongList items={items}>
        {(item) => (
          <li key={item.id} className="border-t border-hush py-3">
            {!one && <p className="font-[550] break-words">{item.title}</p>}
            <p className="text-ink-3">changed by {item.by}</p>
            {item.reason && <p className="break-words text-ink-2">“{item.reason}”</p>}
            <WaitingSides item={item} />
          </li>
        )}
      </LongList>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          busy={approve.isPending}
          onClick={() =>
            approve.mutate({ migrationId: migration.id, ids: items.map(({ id }) => id) }, { onSettled: onClose })
          }
        >
          Approve
        </Button>
      </div>
    </Dialog>
  );
}
