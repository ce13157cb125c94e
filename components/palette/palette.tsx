'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { chooseTheme } from '#lib/session/theme.ts';
import { type Entry, useEntries } from './use-entries.ts';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Everything by name: pages, migrations, datasets, open discrepancies, and how the page looks. */
export function Palette({ open, onOpenChange }: Props) {
  const router = useRouter();
  function run(entry: Entry) {
    onOpenChange(false);
    if (entry.href) router.push(entry.href);
    if (entry.theme) chooseTheme(entry.theme);
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup className="fixed inset-x-3 top-[10vh] z-50 mx-auto max-w-xl overflow-hidden rounded-card border bg-card shadow-pop">
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Entries onRun={run} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Entries({ onRun }: { onRun: (entry: Entry) => void }) {
  const groups = useEntries();
  return (
    <Command label="Search and commands" loop>
      <Command.Input
        autoFocus
        placeholder="Go to a page, a dataset, a discrepancy …"
        className="w-full border-b bg-card px-4 py-3.5 text-base outline-none"
      />
      <Command.List className="max-h-[55vh] overflow-y-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-ink-2">
          Nothing by that name. Try a dataset, or D- and a number.
        </Command.Empty>
        {groups.map((group) => (
          <Command.Group
            key={group.title}
            heading={group.title}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
          >
            {group.entries.map((entry) => (
              <Command.Item
                key={entry.id}
                value={entry.id}
                keywords={[entry.title, entry.note ?? '']}
                onSelect={() => onRun(entry)}
                className="flex min-h-9 cursor-pointer items-center justify-between gap-3 rounded-control px-2 data-[selected=true]:bg-hush"
              >
                <span className="truncate">{entry.title}</span>
                {entry.note && <span className="flex-none text-xs text-ink-3">{entry.note}</span>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
