'use client';

import { useMigration } from '../migration/use-migration.ts';

export function MigrationHeading() {
  const { migration } = useMigration();
  return (
    <>
      <b className="font-semibold text-ink">{migration.name}</b>
      <span className="max-lg:hidden">
        {' · '}
        {migration.legacySystem} → {migration.targetSystem}
        {' · '}plan v{migration.planVersion}
      </span>
    </>
  );
}
