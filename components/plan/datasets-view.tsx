'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { StatePanel } from '../ui/state-panel.tsx';
import { PlanChecksTable } from './checks-table.tsx';
import { DatasetsTable } from './datasets-table.tsx';
import { DeclareButtons } from './declare-buttons.tsx';

/** What is compared, how often, and how exactly. */
export function DatasetsView({ view }: { view: 'datasets' | 'checks' }) {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const migrationId = migration.id;
  const { data: datasets } = useSuspenseQuery(trpc.dataset.list.queryOptions({ migrationId }));
  const { data: checks } = useSuspenseQuery(trpc.check.list.queryOptions({ migrationId }));
  const mayEdit = may('plan.edit');
  const Shown = view === 'datasets' ? DatasetsTable : PlanChecksTable;
  return (
    <>
      {mayEdit && <DeclareButtons migrationId={migrationId} />}
      {datasets.length === 0 ? (
        <div className="rounded-card border bg-card">
          <StatePanel title="No dataset is declared">
            {mayEdit
              ? 'Declare the first one above: which legacy table belongs to which target table. Many at once go faster as text.'
              : 'The migration lead declares what is compared. Ask them to begin.'}
          </StatePanel>
        </div>
      ) : (
        <Shown migrationId={migrationId} datasets={datasets} checks={checks} mayEdit={mayEdit} />
      )}
    </>
  );
}
