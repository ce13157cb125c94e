'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';

const NewKeyDialog = dynamic(() => import('./new-key-dialog.tsx').then((file) => file.NewKeyDialog), { ssr: false });

type Props = { migrationId: string; look?: 'plain' | 'primary'; onSecret: (secret: string) => void };

export function NewKeyButton({ migrationId, look = 'plain', onSecret }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onClick={() => setOpen(true)}>
        Create a key
      </Button>
      {open && <NewKeyDialog migrationId={migrationId} onSecret={onSecret} onClose={() => setOpen(false)} />}
    </>
  );
}
