'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';

const DatasetDialog = dynamic(() => import('../dataset/dataset-dialog.tsx').then((file) => file.DatasetDialog), {
  ssr: false,
});
const DeclareYamlDialog = dynamic(
  () => import('../dataset/declare-yaml-dialog.tsx').then((file) => file.DeclareYamlDialog),
  { ssr: false },
);

export function DeclareButtons({ migrationId }: { migrationId: string }) {
  const [open, setOpen] = useState<'form' | 'text' | null>(null);
  return (
    <div className="flex gap-2">
      <Button onClick={() => setOpen('text')}>As text</Button>
      <Button look="primary" onClick={() => setOpen('form')}>
        Declare a dataset
      </Button>
      {open === 'form' && <DatasetDialog migrationId={migrationId} dataset={null} onClose={() => setOpen(null)} />}
      {open === 'text' && <DeclareYamlDialog migrationId={migrationId} onClose={() => setOpen(null)} />}
    </div>
  );
}
