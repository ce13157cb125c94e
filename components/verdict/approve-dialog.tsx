'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { WaitingItem } from '#core/approval/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { notify } from '../ui/notify.ts';
import { LookedItems } from './looked-items.tsx';

type Props = {
  /** As they were when the reader opened it. */
  items: readonly WaitingItem[];
  /** Other things wait now. */
  changed: boolean;
  onClose: () => void;
};

/** The last look of a second person at changes of the plan, or at a mark. It names each: what is approved is exactly what stands here. */
export function ApproveDialog({ items, changed, onClose }: Props) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { migration } = useMigration();
  const { id: migrationId } = migration;
  const one = items.length === 1 ? items[0] : undefined;
  const form = useCommand({
    start: {},
    input: () => ({ migrationId, ids: items.map(({ id }) => id) }),
    send: (input: { migrationId: string; ids: string[] }): Promise<unknown> =>
      one?.kind === 'mark'
        ? client.plan.approveMark.mutate({ migrationId, markId: one.id })
        : client.approval.approvePlanChanges.mutate(input),
    onDone: () => {
      notify('done', one ? `Approved: ${one.title}` : `Approved: ${items.length} changes of the plan`);
      onClose();
    },
  });
  const close = () => {
    onClose();
    // It was refused, or is no longer what waits.
    if (form.message !== undefined || changed) void queries.invalidateQueries();
  };
  return (
    <FormDialog
      form={form}
      onClose={close}
      changed={changed}
      width="wide"
      title={one ? `Approve ${one.title}?` : `Approve ${items.length} changes of the plan?`}
      description={
        one?.kind === 'mark'
          ? 'It then counts against what a run found. Your name stands in the audit trail.'
          : 'Go / no-go is then judged by the plan as it stands. Your name stands in the audit trail.'
      }
      submit="Approve"
    >
      <LookedItems items={items} />
    </FormDialog>
  );
}
