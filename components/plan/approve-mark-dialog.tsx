'use client';

import type { Mark } from '#core/mark/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { notify } from '../ui/notify.ts';
import { markWord } from './labels.ts';

type Props = {
  /** As it was when the reader opened it. */
  mark: Mark;
  about: string;
  changed: boolean;
  onClose: () => void;
};

/** The last look of a second person at what somebody says of an item against what a run found. */
export function ApproveMarkDialog({ mark, about, changed, onClose }: Props) {
  const client = useTRPCClient();
  const { migration } = useMigration();
  const { waiting } = mark;
  const run = mark.against ?? mark;
  const form = useCommand({
    start: {},
    input: () =>
      waiting
        ? { migrationId: migration.id, markId: waiting.id }
        : { problems: { '': 'This mark waits for no approval.' } },
    send: client.plan.approveMark.mutate,
    onDone: () => {
      notify('done', `Approved: ${about}`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      changed={changed}
      title={`Approve what is said of ${about}?`}
      description="It then counts against what a run found. Your name stands in the audit trail."
      submit="Approve"
    >
      <p className="text-ink-2">
        {waiting?.by} says <strong className="font-semibold text-ink">{waiting && markWord(waiting.status)}</strong>.{' '}
        {run.by} found {markWord(run.status)} <When at={run.at} />.
      </p>
    </FormDialog>
  );
}
