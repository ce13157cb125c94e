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
  /** Other things wait for an answer now. */
  changed: boolean;
  onClose: () => void;
};

/** A person looks at what a key made and answers for it: for exactly what stands here. Another person approves it afterwards. */
export function AnswerDialog({ items, changed, onClose }: Props) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { migration } = useMigration();
  const { id: migrationId } = migration;
  const what = items.length === 1 && items[0] ? items[0].title : `${items.length} things that a key made`;
  const form = useCommand({
    start: {},
    input: () => ({ migrationId, ids: items.map(({ id }) => id) }),
    send: client.approval.answerFor.mutate,
    onDone: () => {
      notify('done', `You answer for: ${what}`);
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
      title={`Answer for ${what}?`}
      description="A key is not a person: you say that you have looked at this and stand behind it. Another person approves it then. Your name stands in the audit trail."
      submit="Answer for it"
    >
      <LookedItems items={items} />
    </FormDialog>
  );
}
