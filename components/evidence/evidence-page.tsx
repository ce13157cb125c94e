'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { evidenceUrl } from '#lib/url/evidence-url.ts';
import { useUrlState } from '#lib/url/use-url-state.ts';
import { useMigration } from '../migration/use-migration.ts';
import { buttonClass } from '../ui/button.tsx';
import { Select } from '../ui/control.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Segments } from '../ui/segments.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { ChecksTable } from './checks-table.tsx';
import { CoverageMatrix } from './coverage-matrix.tsx';
import { LateCard } from './late-card.tsx';
import { RunsList } from './runs-list.tsx';

const views = [
  { value: 'coverage', label: 'Coverage' },
  { value: 'checks', label: 'Checks' },
  { value: 'runs', label: 'Runs' },
] as const;

/** What the verdict rests on. */
export function EvidencePage() {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const { id: migrationId, slug } = migration;
  const { data } = useSuspenseQuery(trpc.evidence.overview.queryOptions({ migrationId }));
  const [url, setUrl] = useUrlState(evidenceUrl);
  const datasets = data.datasets.filter((dataset) => url.dataset === null || dataset.id === url.dataset);

  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Evidence</h1>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segments label="View" value={url.view} options={views} onChange={(view) => setUrl({ view, check: null })} />
        {data.datasets.length > 0 && (
          <Select
            aria-label="Dataset"
            className="max-sm:w-full"
            value={url.dataset ?? ''}
            onChange={(event) => setUrl({ dataset: event.target.value || null, check: null })}
          >
            <option value="">All datasets ({data.datasets.length})</option>
            {data.datasets.map((dataset) => (
              <option key={dataset.id} value={dataset.id}>
                {dataset.name}
              </option>
            ))}
          </Select>
        )}
      </div>
      <LateCard migrationId={migrationId} />
      {data.datasets.length === 0 ? (
        <div className="rounded-card border bg-card">
          <StatePanel
            title="No dataset is declared"
            action={
              <PageLink href={`/m/${slug}/plan?view=datasets`} className={buttonClass({ look: 'primary' })}>
                Declare datasets
              </PageLink>
            }
          >
            Evidence begins with saying which legacy table belongs to which target table.
          </StatePanel>
        </div>
      ) : url.view === 'coverage' ? (
        <CoverageMatrix slug={slug} datasets={datasets} />
      ) : url.view === 'checks' ? (
        <ChecksTable slug={slug} migrationId={migrationId} datasetId={url.dataset} datasets={datasets} />
      ) : (
        <RunsList slug={slug} migrationId={migrationId} datasetId={url.dataset} checkId={url.check} />
      )}
    </div>
  );
}
