'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { kindOf } from '#core/check/kinds.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { runStatus } from '../evidence/labels.ts';
import { useMigration } from '../migration/use-migration.ts';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { FiguresTable } from './figures-table.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunFields } from './run-fields.tsx';
import { RunFindingsTable } from './run-findings-table.tsx';
import { RunGroups } from './run-groups.tsx';

/** Everything one run said. */
export function RunPage({ runId }: { runId: string }) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const { id: migrationId, slug } = migration;
  const { data: detail } = useSuspenseQuery(trpc.run.get.queryOptions({ migrationId, runId }));
  return (
    <div className="grid gap-4">
      <header>
        <p className="text-sm text-ink-3">
          <PageLink href={`/m/${slug}/evidence?view=runs&check=${detail.checkId}`} className="hover:underline">
            Evidence · all runs of this check
          </PageLink>
        </p>
        <div className="mt-0.5 flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight">
            {detail.datasetName} · {kindOf(detail.kind).name.toLowerCase()}
          </h1>
          <Status status={runStatus(detail)} />
        </div>
        <p className="mt-0.5 text-ink-2">{detail.failure ?? detail.text}</p>
      </header>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <FiguresTable slug={slug} migrationId={migrationId} detail={detail} />
        <div className="grid gap-4">
          <RunGroups slug={slug} groups={detail.groups} />
          <RunFacts slug={slug} detail={detail} />
        </div>
      </div>
      {detail.run && (
        <>
          <RunFields run={detail.run} />
          <RunFindingsTable run={detail.run} />
          <details className="rounded-card border bg-card">
            <summary className="px-4 py-3 text-sm font-semibold">The run as it was received</summary>
            <pre className="overflow-x-auto border-t px-4 py-3 font-mono text-xs">
              {JSON.stringify(detail.run, null, 2)}
            </pre>
          </details>
        </>
      )}
    </div>
  );
}
