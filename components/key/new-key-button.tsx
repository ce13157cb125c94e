'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Scope } from '#core/permissions.ts';
import { Button } from '../ui/button.tsx';
import type { DatasetName } from './dataset-choice.tsx';

const NewKeyDialog = dynamic(() => import('./new-key-dialog.tsx').then((file) => file.NewKeyDialog), { ssr: false });

type Props = {
  migrationId: string;
  datasets: readonly DatasetName[];
  suggested?: readonly Scope[];
  look?: 'plain' | 'primary';
  onSecret: (secret: string) => void;
};

export function NewKeyButton({ migrationId, datasets, suggested, look = 'plain', onSecret }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onClick={() => setOpen(true)}>
        Create a key
      </Button>
      {open && (
        <NewKeyDialog
          migrationId={migrationId}
          datasets={datasets}
          suggested={suggested}
          onSecret={onSecret}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
