'use client';

import { useTRPCClient } from '#lib/trpc/client.ts';
import { type Looked, LookedDialog } from './looked-dialog.tsx';

/** The last look of a second person at changes of the plan, or at a mark. */
export function ApproveDialog(looked: Looked) {
  const client = useTRPCClient();
  const { items } = looked;
  const one = items.length === 1 ? items[0] : undefined;
  const what = one ? one.title : `${items.length} changes of the plan`;
  const mark = one?.kind === 'mark' ? one : undefined;
  return (
    <LookedDialog
      {...looked}
      title={`Approve ${what}?`}
      description={
        mark
          ? 'It then counts against what a run found. Your name stands in the audit trail.'
          : 'Go / no-go is then judged by the plan as it stands. Your name stands in the audit trail.'
      }
      submit="Approve"
      done={`Approved: ${what}`}
      send={({ migrationId, ids }): Promise<unknown> =>
        mark
          ? client.plan.approveMark.mutate({ migrationId, markId: mark.id })
          : client.approval.approvePlanChanges.mutate({ migrationId, ids })
      }
    />
  );
}
