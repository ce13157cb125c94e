'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { PortfolioRow } from '#core/portfolio/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatMoney } from '#lib/format/money.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { verdictWords } from '../verdict/labels.ts';
import { ExitWords, PhaseWords } from './outlook.tsx';
import { PortfolioEmpty } from './portfolio-empty.tsx';

const NewMigrationDialog = dynamic(
  () => import('../migration/new-migration-dialog.tsx').then((file) => file.NewMigrationDialog),
  { ssr: false },
);

/** All migrations of the reader, those that need attention first. */
export function Portfolio() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.portfolio.get.queryOptions({}));
  const { data: me } = useSuspenseQuery(trpc.me.get.queryOptions({}));
  const [isCreating, setIsCreating] = useState(false);
  const onCreate = me.user.isAdmin ? () => setIsCreating(true) : null;
  return (
    <>
      {data.rows.length === 0 ? (
        <PortfolioEmpty onCreate={onCreate} />
      ) : (
        <MigrationsTable rows={data.rows} onCreate={onCreate} />
      )}
      {/* Beside both, so that what is being typed outlives the first migration of somebody else. */}
      {isCreating && <NewMigrationDialog onClose={() => setIsCreating(false)} />}
    </>
  );
}

type TableProps = { rows: readonly PortfolioRow[]; onCreate: (() => void) | null };

function MigrationsTable({ rows, onCreate }: TableProps) {
  return (
    <>
      <h1 className="sr-only">Portfolio</h1>
      <Card
        title="Migrations"
        note="what needs attention first"
        action={
          <>
            <CsvLink list="portfolio" />
            {onCreate && <Button onClick={onCreate}>New migration</Button>}
          </>
        }
      >
        <Table
          caption="Migrations"
          className="mt-1"
          head={
            <>
              <Head>Migration</Head>
              <Head>Verdict</Head>
              <Head>Phase</Head>
              <Head number>Row match</Head>
              <Head>30 days</Head>
              <Head number>Both, a day</Head>
              <Head>Exit</Head>
              <Head number>Newest data</Head>
              <Head>Accountable</Head>
            </>
          }
        >
          {rows.map((row) => (
            <MigrationRow key={row.migration.id} row={row} />
          ))}
        </Table>
      </Card>
    </>
  );
}

function MigrationRow({ row }: { row: PortfolioRow }) {
  const { migration } = row;
  return (
    <Row className="relative hover:bg-hush/50">
      <RowHead>
        <PageLink href={`/m/${migration.slug}`} className="font-[550] after:absolute after:inset-0">
          {migration.name}
        </PageLink>
        <span className="block text-ink-3">
          {migration.legacySystem} → {migration.targetSystem}
        </span>
      </RowHead>
      <Cell label="Verdict">
        <span>
          <Status status={verdictWords[row.verdict]} />
          {row.blockers > 0 && (
            <span className="block text-ink-3">
              {formatCount(row.blockers)} in the way
              {row.stale > 0 && `, ${formatCount(row.stale)} without fresh evidence`}
            </span>
          )}
          {row.waiting > 0 && (
            <span className="block text-cond">
              {formatCount(row.waiting)} {row.waiting === 1 ? 'change waits' : 'changes wait'} for approval
            </span>
          )}
          {row.firstBlocker && <span className="block text-ink-2">{row.firstBlocker.headline}</span>}
        </span>
      </Cell>
      <Cell label="Phase">
        <PhaseWords phase={row.phase} />
      </Cell>
      <Cell label="Row match" number className="font-semibold">
        {row.matchRateText ?? '—'}
      </Cell>
      <Cell label="Trend" phone="hidden">
        <Sparkline values={row.matchTrend.map((point) => point.value)} label={`Row match rate of ${migration.name}`} />
      </Cell>
      <Cell label="Running both, a day" number>
        {row.costPerDay ? (
          formatMoney(row.costPerDay, migration.currency)
        ) : (
          <span className="text-ink-3">no costs</span>
        )}
      </Cell>
      <Cell label="Exit">
        <ExitWords row={row} />
      </Cell>
      <Cell label="Newest data" number>
        {row.newestEvidenceAt ? <When at={row.newestEvidenceAt} className="relative" /> : <span>never</span>}
      </Cell>
      <Cell label="Accountable">{row.accountable ?? <span className="text-ink-3">nobody</span>}</Cell>
    </Row>
  );
}
