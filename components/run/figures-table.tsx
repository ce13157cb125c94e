'use client';

import { useQuery } from '@tanstack/react-query';
import type { RunDetail } from '#core/evidence/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { type Figure, figuresOf } from './figures.ts';

type Props = { slug: string; migrationId: string; detail: RunDetail };

/** What the run counted, beside the run before it. */
export function FiguresTable({ slug, migrationId, detail }: Props) {
  const trpc = useTRPC();
  const { previousRunId, run } = detail;
  const { data: previous } = useQuery({
    ...trpc.run.get.queryOptions({ migrationId, runId: previousRunId ?? '' }),
    enabled: previousRunId !== null,
  });
  if (!run) return null;
  const before = new Map(previous?.run ? figuresOf(previous.run).map((figure) => [figure.name, figure]) : []);
  return (
    <Card
      title="Figures"
      note={
        previousRunId === null ? (
          'the first run of this check'
        ) : (
          <PageLink href={`/m/${slug}/evidence/runs/${previousRunId}`} className="underline underline-offset-2">
            compared with the run before{previous && <>, {<When at={previous.receivedAt} inert />}</>}
          </PageLink>
        )
      }
    >
      <Table
        caption="Figures of this run and of the one before"
        className="mt-1"
        head={
          <>
            <Head>Figure</Head>
            <Head number>This run</Head>
            <Head number>Run before</Head>
            <Head number>Change</Head>
          </>
        }
      >
        {figuresOf(run).map((figure) => (
          <FigureRow key={figure.name} figure={figure} before={before.get(figure.name) ?? null} />
        ))}
      </Table>
    </Card>
  );
}

function FigureRow({ figure, before }: { figure: Figure; before: Figure | null }) {
  return (
    <Row>
      <RowHead>{figure.name}</RowHead>
      <Cell label="This run" number className={figure.neutral || figure.value === 0 ? undefined : 'font-semibold'}>
        {show(figure)}
      </Cell>
      <Cell label="Run before" number className="text-ink-2">
        {before ? show(before) : '—'}
      </Cell>
      <Cell label="Change" number className="text-ink-2">
        {before ? change(figure.value - before.value) : '—'}
      </Cell>
    </Row>
  );
}

function show({ value, unit }: Figure): string {
  return unit ? `${formatCount(value)} ${unit}` : formatCount(value);
}

function change(by: number): string {
  if (by === 0) return 'same';
  return `${by > 0 ? '+' : '−'}${formatCount(Math.abs(by))}`;
}
