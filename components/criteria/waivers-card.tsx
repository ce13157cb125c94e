'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ComponentProps, useState } from 'react';
import { dayOf } from '#core/time/day.ts';
import { useAction } from '#lib/form/use-action.ts';
import { formatDay } from '#lib/format/instant.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { notify } from '../ui/notify.ts';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { waiverWords } from './labels.ts';

const DecideWaiverDialog = dynamic(() => import('./decide-waiver-dialog.tsx').then((file) => file.DecideWaiverDialog), {
  ssr: false,
});

type Deciding = Pick<ComponentProps<typeof DecideWaiverDialog>, 'waiver' | 'approved'>;

/** What need not be met for a while, who said so, and until when. */
export function WaiversCard({ migrationId }: { migrationId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { may } = useMigration();
  const zone = useZone();
  const { data: waivers } = useSuspenseQuery(trpc.waiver.list.queryOptions({ migrationId }));
  const options = {
    onSuccess: () => queries.invalidateQueries(),
    onError: (error: unknown) => notify('failed', messageOf(error)),
  };
  const withdraw = useAction(trpc.waiver.withdraw.mutationOptions(options));
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const waits = waivers.some(({ id, state }) => id === deciding?.waiver.id && state === 'asked');
  const holding = waivers.filter(({ state }) => state === 'holds').length;
  const mayApprove = may('approve');
  return (
    <Card title="Waivers" note={waivers.length > 0 ? `${holding} of ${waivers.length} hold` : undefined}>
      {waivers.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-2">
          No criterion is waived. A waiver is asked for by one person, approved by another, and ends by itself.
        </p>
      ) : (
        <Table
          caption="Waivers"
          className="mt-1"
          head={
            <>
              <Head>Criterion</Head>
              <Head>Asked for by</Head>
              <Head>State</Head>
              <Head>Ends</Head>
              <Head>
                <span className="sr-only">Decide</span>
              </Head>
            </>
          }
        >
          {waivers.map((waiver) => {
            const { id, criterion, reason, state, requestedBy, mine, expiresAt, decidedBy, independence } = waiver;
            const open = state === 'asked' || state === 'holds';
            const name = criterion?.name ?? 'a criterion that is gone';
            return (
              <Row key={id}>
                <RowHead>
                  <span className="font-[550]">{name}</span>
                  <span className="block text-ink-3">{reason}</span>
                </RowHead>
                <Cell label="Asked for by">{requestedBy}</Cell>
                <Cell label="State">
                  <span className="md:block">
                    <Status status={waiverWords[state]} />
                    {decidedBy && <span className="block text-ink-3">by {decidedBy}</span>}
                    {independence && <span className="block text-xs text-ink-3">{independence}</span>}
                  </span>
                </Cell>
                <Cell label="Ends" className="whitespace-nowrap">
                  <span className="md:block">
                    {formatDay(dayOf(Date.parse(expiresAt), zone))}
                    <span className="block text-ink-3">
                      <When at={expiresAt} />
                    </span>
                  </span>
                </Cell>
                <Cell>
                  <span className="flex flex-wrap gap-1">
                    {state === 'asked' && mayApprove && !mine && (
                      <>
                        <Button
                          size="small"
                          onClick={() => setDeciding({ waiver: { ...waiver, name }, approved: true })}
                        >
                          Approve
                        </Button>
                        <Button
                          size="small"
                          onClick={() => setDeciding({ waiver: { ...waiver, name }, approved: false })}
                        >
                          Refuse
                        </Button>
                      </>
                    )}
                    {state === 'asked' && mine && <span className="text-ink-3">somebody else decides</span>}
                    {open && mayApprove && (
                      <Button
                        size="small"
                        busy={withdraw.isPending}
                        onClick={() => withdraw.mutate({ migrationId, waiverId: id })}
                      >
                        Withdraw
                      </Button>
                    )}
                  </span>
                </Cell>
              </Row>
            );
          })}
        </Table>
      )}
      {deciding && (
        <DecideWaiverDialog
          migrationId={migrationId}
          {...deciding}
          changed={!waits}
          onClose={() => setDeciding(null)}
        />
      )}
    </Card>
  );
}
