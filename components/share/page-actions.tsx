'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { useMigration } from '../migration/use-migration.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';

const ShareDialog = dynamic(() => import('./share-dialog.tsx').then((file) => file.ShareDialog), { ssr: false });

/** On the go / no-go page: show it on a wallboard, share it. */
export function PageActions() {
  const { migration, may } = useMigration();
  const [open, setOpen] = useState(false);
  if (usePathname() !== `/m/${migration.slug}`) return null;
  return (
    <>
      <PageLink href={`/m/${migration.slug}/wall`} className={buttonClass({ size: 'small' }, 'max-lg:hidden')}>
        Wallboard
      </PageLink>
      {may('share.edit') && (
        <Button size="small" onClick={() => setOpen(true)}>
          Share
        </Button>
      )}
      {open && <ShareDialog migrationId={migration.id} onClose={() => setOpen(false)} />}
    </>
  );
}
