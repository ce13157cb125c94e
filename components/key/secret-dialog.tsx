'use client';

import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Dialog } from '../ui/dialog.tsx';

type Props = { name: string; secret: string; note?: string; onClose: () => void };

/** The only time a secret is on a screen. */
export function SecretDialog({ name, secret, note, onClose }: Props) {
  return (
    <Dialog
      open
      once
      onOpenChange={onClose}
      title={`Key “${name}”`}
      description={`Shown once. Whoever has it may use it.${note ? ` ${note}` : ''}`}
    >
      <CodeBlock label="The new API key" text={secret} />
      <div className="mt-4 flex justify-end">
        <Button look="primary" onClick={onClose}>
          I have kept it
        </Button>
      </div>
    </Dialog>
  );
}
