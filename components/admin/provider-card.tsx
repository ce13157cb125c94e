'use client';

import { useQuery } from '@tanstack/react-query';
import type { ProviderStep } from '#core/oidc/schema.ts';
import { stepWords } from '#lib/labels/provider-step.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { QueryError } from '../ui/query-error.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

const stateWords = {
  ok: { word: 'in order', shape: 'check', tone: 'go' },
  failed: { word: 'not right', shape: 'diamond', tone: 'no' },
  unknown: { word: 'not reported', shape: 'dotted', tone: 'unk' },
} as const satisfies Record<ProviderStep['state'], StatusWords>;

/** What the provider answers now. */
export function ProviderCard() {
  const trpc = useTRPC();
  const check = useQuery({ ...trpc.oidc.check.queryOptions({}), staleTime: 0, gcTime: 0 });
  return (
    <Card
      title="What the provider says now"
      action={
        <Button busy={check.isFetching} onClick={() => void check.refetch()}>
          Ask again
        </Button>
      }
    >
      {check.error ? (
        <QueryError error={check.error} retry={() => void check.refetch()} />
      ) : !check.data ? (
        <div className="p-4" role="status" aria-label="Checking the provider">
          <Skeleton className="h-56" />
        </div>
      ) : (
        <Table
          caption="What the provider says now"
          className="mt-1"
          head={
            <>
              <Head>Step</Head>
              <Head>State</Head>
              <Head>What was seen</Head>
            </>
          }
        >
          {check.data.map(({ step, state, detail }) => (
            <Row key={step}>
              <RowHead className="font-[550]">{stepWords[step]}</RowHead>
              <Cell label="State">
                <Status status={stateWords[state]} />
              </Cell>
              <Cell label="Seen" className="text-ink-2 [overflow-wrap:anywhere]">
                {detail}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}
