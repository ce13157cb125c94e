'use client';

import { useQuery } from '@tanstack/react-query';
import { causeWords, classWords } from '#lib/labels/discrepancy.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { PageLink } from '../ui/page-link.tsx';
import { QueryError } from '../ui/query-error.tsx';
import { SkeletonCard } from '../ui/skeleton.tsx';
import { Status } from '../ui/status.tsx';
import { DetailFacts } from './detail-facts.tsx';
import { discrepancyStatusWords } from './labels.ts';
import { Samples } from './samples.tsx';
import { SeverityMark } from './severity-mark.tsx';

type Props = { slug: string; migrationId: string; id: string; actions: React.ReactNode };

/** One group: how much it is, what it looks like, and what can be done with it. */
export function DiscrepancyDetailCard({ slug, migrationId, id, actions }: Props) {
  const trpc = useTRPC();
  const { data: detail, error, refetch } = useQuery(trpc.discrepancy.get.queryOptions({ migrationId, id }));
  if (error && !detail) return <QueryError error={error} retry={() => refetch()} />;
  if (!detail) {
    return (
      <div className="rounded-card border bg-card">
        <SkeletonCard rows={8} className="border-0" />
        {actions}
      </div>
    );
  }
  return (
    <article className="min-w-0 rounded-card border bg-card shadow-card">
      <header className="px-4 pt-3.5 pb-3">
        <p className="text-sm text-ink-3">
          D-{detail.number} · {detail.datasetName} · {classWords[detail.class]}
          {detail.field && ` · ${detail.field}`}
        </p>
        <h2 className="mt-0.5 text-[1.1875rem] font-semibold tracking-[-0.015em]">{detail.title}</h2>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <Status status={discrepancyStatusWords[detail.status]} />
          <SeverityMark severity={detail.severity} word />
          <span className="text-ink-2">Cause: {causeWords[detail.cause].toLowerCase()}</span>
          {detail.resolvedByRunId ? (
            <PageLink className="text-ink-2 underline underline-offset-2" href={runHref(slug, detail.resolvedByRunId)}>
              proven fixed by this run
            </PageLink>
          ) : (
            <PageLink className="text-ink-2 underline underline-offset-2" href={runHref(slug, detail.lastRunId)}>
              last seen in this run
            </PageLink>
          )}
        </p>
      </header>
      <DetailFacts detail={detail} />
      <Samples key={`${detail.id} ${detail.lastRunId}`} migrationId={migrationId} detail={detail} />
      {actions}
    </article>
  );
}

function runHref(slug: string, runId: string): string {
  return `/m/${slug}/evidence/runs/${runId}`;
}
