'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import { useSingleKeys } from '#lib/shortcuts/single-keys.ts';
import { useShortcuts } from '#lib/shortcuts/use-shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';

const AssignDialog = dynamic(() => import('./assign-dialog.tsx').then((file) => file.AssignDialog), { ssr: false });
const CauseDialog = dynamic(() => import('./cause-dialog.tsx').then((file) => file.CauseDialog), { ssr: false });
const ArchiveDialog = dynamic(() => import('./archive-dialog.tsx').then((file) => file.ArchiveDialog), { ssr: false });
const KeysDialog = dynamic(() => import('./keys-dialog.tsx').then((file) => file.KeysDialog), { ssr: false });

type Props = { migrationId: string; item: DiscrepancyListItem; mayTriage: boolean };
type Open = 'assign' | 'cause' | 'archive' | 'keys' | null;

/** What can be done with a group, by button or by key. */
export function TriageBar({ migrationId, item, mayTriage }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const keys = useSingleKeys();
  const close = () => setOpen(null);
  useShortcuts({
    '?': () => setOpen('keys'),
    ...(mayTriage && { a: () => setOpen('assign'), r: () => setOpen('cause'), e: () => setOpen('archive') }),
  });
  return (
    <div className="flex flex-wrap items-center gap-2 border-t px-4 py-3">
      {mayTriage ? (
        <>
          <Button look="primary" onClick={() => setOpen('assign')}>
            {keys && <span className="opacity-60">A</span>} Assign
          </Button>
          <Button onClick={() => setOpen('cause')}>{keys && <span className="text-ink-3">R</span>} Cause</Button>
          {item.status !== 'archived' && (
            <Button onClick={() => setOpen('archive')}>{keys && <span className="text-ink-3">E</span>} Archive</Button>
          )}
        </>
      ) : (
        <span className="text-sm text-ink-3">Lead and engineers assign, name causes and archive.</span>
      )}
      <button
        type="button"
        onClick={() => setOpen('keys')}
        className="ml-auto rounded-control px-1 text-sm text-ink-3 hover:text-ink max-md:hidden"
      >
        <Kbd>J</Kbd> <Kbd>K</Kbd> next, previous · <Kbd>?</Kbd> all keys
      </button>
      {open === 'assign' && <AssignDialog migrationId={migrationId} item={item} onClose={close} />}
      {open === 'cause' && <CauseDialog migrationId={migrationId} item={item} onClose={close} />}
      {open === 'archive' && <ArchiveDialog migrationId={migrationId} item={item} onClose={close} />}
      {open === 'keys' && <KeysDialog onClose={close} />}
    </div>
  );
}
