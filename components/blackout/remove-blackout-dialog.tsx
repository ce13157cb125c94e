'use client';

import { useCommand } from '#lib/form/use-command.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { notify } from '../ui/notify.ts';
import { useSaveBlackouts } from './use-save-blackouts.ts';

export function RemoveBlackoutDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const save = useSaveBlackouts();
  const form = useCommand({
    start: {},
    input: () => ({}),
    send: () => save((windows) => windows.filter((window) => window.name !== name)),
    onDone: ({ planVersion }) => {
      notify('done', `Saved as plan v${planVersion}`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Remove “${name}”?`}
      description="Agents learn of it within 30 seconds, and read again at this time from then on."
      submit="Remove window"
      look="danger"
      cancel="Keep it"
    />
  );
}
