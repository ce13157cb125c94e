'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { LateChecks } from './late-checks.tsx';
import { windowText } from './window-text.ts';

const BlackoutDialog = dynamic(() => import('./blackout-dialog.tsx').then((file) => file.BlackoutDialog), {
  ssr: false,
});
const RemoveDialog = dynamic(() => import('./remove-blackout-dialog.tsx').then((file) => file.RemoveBlackoutDialog), {
  ssr: false,
});

/** When agents leave both databases alone, and what that does to the schedule. */
export function BlackoutCard() {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const { data: plan } = useSuspenseQuery(trpc.plan.get.queryOptions({ slug: migration.slug }));
  const { data: datasets } = useSuspenseQuery(trpc.dataset.list.queryOptions({ migrationId: migration.id }));
  const { data: checks } = useSuspenseQuery(trpc.check.list.queryOptions({ migrationId: migration.id }));
  const [open, setOpen] = useState<{ remove: string } | 'add' | null>(null);
  const mayEdit = may('plan.edit');
  const { blackouts } = plan.document;
  const names = new Map(datasets.map(({ id, name }) => [id, name]));
  const enabled = checks
    .filter((check) => check.enabled)
    .map((check) => ({ ...check, datasetName: names.get(check.datasetId) ?? '' }));
  const close = () => setOpen(null);
  return (
    <Card
      title="Blackout windows"
      note="agents leave both databases alone"
      action={
        <>
          {blackouts.length > 0 && (
            <CsvLink list="plan-blackouts" query={{ slug: migration.slug }} of="blackout windows" />
          )}
          {mayEdit && (
            <Button size="small" onClick={() => setOpen('add')}>
              Add a window
            </Button>
          )}
        </>
      }
    >
      {blackouts.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-ink-2">None: agents read whenever a check is due.</p>
      ) : (
        <Table
          caption="Blackout windows"
          className="mt-1"
          head={
            <>
              <Head>Window</Head>
              <Head>When</Head>
              {mayEdit && (
                <Head>
                  <span className="sr-only">Remove</span>
                </Head>
              )}
            </>
          }
        >
          {blackouts.map((window) => (
            <Row key={window.name}>
              <RowHead>
                <span className="font-[550]">{window.name}</span>
              </RowHead>
              <Cell label="When">{windowText(window, migration.timeZone)}</Cell>
              {mayEdit && (
                <Cell number>
                  <Button
                    size="small"
                    aria-label={`Remove ${window.name}`}
                    onClick={() => setOpen({ remove: window.name })}
                  >
                    Remove
                  </Button>
                </Cell>
              )}
            </Row>
          ))}
        </Table>
      )}
      <LateChecks windows={blackouts} timeZone={migration.timeZone} checks={enabled} />
      {open === 'add' && <BlackoutDialog taken={blackouts.map(({ name }) => name)} onClose={close} />}
      {open !== null && open !== 'add' && <RemoveDialog name={open.remove} onClose={close} />}
    </Card>
  );
}
