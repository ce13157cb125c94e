'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';

const ApplyTemplateDialog = dynamic(
  () => import('./apply-template-dialog.tsx').then((file) => file.ApplyTemplateDialog),
  { ssr: false },
);

export function TemplateButton({ migrationId }: { migrationId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        From a template
      </Button>
      {open && <ApplyTemplateDialog migrationId={migrationId} onClose={() => setOpen(false)} />}
    </>
  );
}
