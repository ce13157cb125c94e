'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { ExportButton } from './export-button.tsx';

const ApplyFileDialog = dynamic(() => import('./apply-file-dialog.tsx').then((file) => file.ApplyFileDialog), {
  ssr: false,
});

type Props = { migrationId: string; mayEdit: boolean };

/** The plan as a file, out and in. */
export function PlanFileButtons({ migrationId, mayEdit }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ExportButton />
      {mayEdit && (
        <Button size="small" look="quiet" onClick={() => setIsOpen(true)}>
          Apply a parallax.yaml
        </Button>
      )}
      {isOpen && <ApplyFileDialog migrationId={migrationId} onClose={() => setIsOpen(false)} />}
    </>
  );
}
