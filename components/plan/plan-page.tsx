'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { planUrl } from '#lib/url/plan-url.ts';
import { useUrlState } from '#lib/url/use-url-state.ts';
import { BlackoutCard } from '../blackout/blackout-card.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { Segments } from '../ui/segments.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { PlanChecksTable } from './checks-table.tsx';
import { DatasetsTable } from './datasets-table.tsx';
import { DeclareButtons } from './declare-buttons.tsx';

/** What is compared, how often, and how exactly. */
export function PlanPage() {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const migrationId = migration.id;
  const { data: datasets } = useSuspenseQuery(trpc.dataset.list.queryOptions({ migrationId }));
  const { data: checks } = useSuspenseQuery(trpc.check.list.queryOptions({ migrationId }));
  const [{ view }, setUrl] = useUrlState(planUrl);
  const mayEdit = may('plan.edit');
  const views = [
    { value: 'datasets', label: `Datasets ${datasets.length}` },
    { value: 'checks', label: `Checks ${checks.length}` },
  ] as const;
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Plan</h1>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segments label="View" value={view} options={views} onChange={(next) => setUrl({ view: next })} />
        {mayEdit && <DeclareButtons migrationId={migrationId} />}
      </div>
      {datasets.length === 0 ? (
        <div className="rounded-card border bg-card">
          <StatePanel title="No dataset is declared">
            {mayEdit
              ? 'Declare the first one above: which legacy table belongs to which target table. Many at once go faster as text.'
              : 'The migration lead declares what is compared. Ask them to begin.'}
          </StatePanel>
        </div>
      ) : view === 'datasets' ? (
        <DatasetsTable migrationId={migrationId} datasets={datasets} checks={checks} mayEdit={mayEdit} />
      ) : (
        <PlanChecksTable migrationId={migrationId} datasets={datasets} checks={checks} mayEdit={mayEdit} />
      )}
      <BlackoutCard />
    </div>
  );
}
