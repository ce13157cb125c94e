import type { ReactNode } from 'react';
import { AccountMenu } from './account-menu.tsx';
import { LiveChip } from './live-chip.tsx';
import { PaletteButton } from './palette-button.tsx';

type Props = { heading: ReactNode; menu: ReactNode; actions?: ReactNode; migrationId?: string };

export function TopBar({ heading, menu, actions, migrationId }: Props) {
  return (
    <header className="sticky top-0 z-30 mb-2 flex min-h-14 items-center justify-between gap-3 bg-bg/92 px-3.5 backdrop-blur-sm md:px-7 print:static">
      <div className="flex min-w-0 items-center gap-2">
        {menu}
        <div className="min-w-0 truncate text-sm text-ink-2">{heading}</div>
      </div>
      <div className="no-print flex flex-none items-center gap-2">
        <LiveChip migrationId={migrationId} />
        {actions}
        <PaletteButton />
        <AccountMenu />
      </div>
    </header>
  );
}
