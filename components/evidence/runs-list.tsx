'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { kindOf } from '#core/check/kinds.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { keysetPages } from '#lib/trpc/keyset-pages.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { QueryError } from '../ui/query-error.tsx';
import { SkeletonCard } from '../ui/skeleton.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { runStatus } from './labels.ts';

type Props = { slug: string; migrationId: string; datasetId: string | null; checkId: string | null };

/** Runs as they were received, newest first. */
export function RunsList({ slug, migrationId, datasetId, checkId }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const input = { migrationId, datasetId: datasetId ?? undefined, checkId: checkId ?? undefined, limit: 50 };
  const runs = useInfiniteQuery(
    keysetPages(trpc.run.list.infiniteQueryKey(input), (cursor) => client.run.list.query({ ...input, cursor })),
  );
  if (runs.isPending) return <SkeletonCard rows={10} />;
  if (runs.isError) return <QueryError error={runs.error} retry={() => runs.refetch()} />;
  const items = runs.data.pages.flatMap((page) => page.items);
  return (
    <Card title="Runs" note="newest first" action={<CsvLink list="runs" query={{ migrationId, datasetId, checkId }} />}>
      {items.length === 0 ? (
        <StatePanel title="No run here yet">
          Runs arrive from an agent.{' '}
          <PageLink href={`/m/${slug}/agents`} className="underline">
            Connect one
          </PageLink>{' '}
          or widen the filter.
        </StatePanel>
      ) : (
        <Table
          caption="Runs, newest first"
          className="mt-1"
          head={
            <>
              <Head>Run</Head>
              <Head>Verdict</Head>
              <Head>Result</Head>
              <Head number>Received</Head>
              <Head number>Took</Head>
            </>
          }
        >
          {items.map((run) => (
            <Row key={run.runId} className="relative hover:bg-hush/50">
              <RowHead>
                <PageLink
                  href={`/m/${slug}/evidence/runs/${run.runId}`}
                  className="font-[550] after:absolute after:inset-0"
                >
                  {run.datasetName} · {kindOf(run.kind).name.toLowerCase()}
                </PageLink>
              </RowHead>
              <Cell label="Verdict">
                <Status status={runStatus(run)} />
              </Cell>
              <Cell label="Result">{run.text}</Cell>
              <Cell label="Received" number>
                <When at={run.receivedAt} className="relative" />
              </Cell>
              <Cell label="Took" number className="text-ink-2">
                {run.durationMs === null ? '—' : formatDuration(run.durationMs)}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      {runs.hasNextPage && (
        <p className="border-t border-hush p-3 text-center">
          <Button busy={runs.isFetchingNextPage} onClick={() => runs.fetchNextPage()}>
            Older runs
          </Button>
        </p>
      )}
    </Card>
  );
}
