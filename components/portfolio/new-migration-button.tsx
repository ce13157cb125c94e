'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';

const NewMigrationDialog = dynamic(
  () => import('../migration/new-migration-dialog.tsx').then((file) => file.NewMigrationDialog),
  { ssr: false },
);

export function NewMigrationButton({ look = 'plain' }: { look?: 'plain' | 'primary' }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onClick={() => setOpen(true)}>
        New migration
      </Button>
      {open && <NewMigrationDialog onClose={() => setOpen(false)} />}
    </>
  );
}
