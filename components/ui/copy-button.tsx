'use client';

import { useState } from 'react';
import { Button } from './button.tsx';
import { notify } from './notify.ts';

type Props = { text: string; label?: string; className?: string };

/** Copies; shows that in its own place, for eyes and for screen readers. */
export function CopyButton({ text, label = 'Copy', className }: Props) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      notify('failed', 'The browser did not allow copying. Select the text and copy it by hand.');
    }
  }
  return (
    // Named outright: while a dialog is open everything behind it is hidden but what is live, and the name must not be half of it.
    <Button size="small" className={className} aria-label={copied ? 'Copied' : label} onClick={copy}>
      <span className="grid">
        <span className={copied ? 'invisible col-start-1 row-start-1' : 'col-start-1 row-start-1'}>{label}</span>
        <span aria-live="polite" className="col-start-1 row-start-1">
          {copied ? 'Copied' : ''}
        </span>
      </span>
    </Button>
  );
}
