'use client';

import { SingleKeySwitch } from '../shell/single-key-switch.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';

const keys = [
  ['J', 'Next group'],
  ['K', 'Previous group'],
  ['A', 'Assign'],
  ['R', 'Name the cause'],
  ['E', 'Archive with a reason'],
  ['/', 'Search'],
  ['?', 'This list'],
  ['⌘K', 'Everything else, from anywhere'],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Keys">
      <dl className="grid grid-cols-[3rem_1fr] gap-y-2">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t pt-4">
        <SingleKeySwitch />
      </div>
    </Dialog>
  );
}
