'use client';

import { messageOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { useSaveBlackouts } from './use-save-blackouts.ts';

export function RemoveBlackoutDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const save = useSaveBlackouts(onClose);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Remove “${name}”?`}
      description="Agents learn of it within 30 seconds, and read again at this time from then on."
    >
      <FormError message={save.error ? messageOf(save.error) : undefined} />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button
          look="danger"
          busy={save.isPending}
          onClick={() => save.mutate((windows) => windows.filter((window) => window.name !== name))}
        >
          Remove window
        </Button>
      </div>
    </Dialog>
  );
}
