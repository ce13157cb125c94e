'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { partNouns, withArticle } from './labels.ts';
import type { EditedPart } from './part-fields.ts';
import { usePlan } from './use-plan.ts';

const PartDialog = dynamic(() => import('./part-dialog.tsx').then((file) => file.PartDialog), { ssr: false });

export type PartColumn<T> = {
  head: string;
  number?: boolean;
  cell: (item: T) => ReactNode;
};

type Props<T extends { name: string }> = {
  part: Exclude<EditedPart, 'settings'>;
  title: string;
  note?: ReactNode;
  items: readonly T[];
  /** Beside the name. */
  columns: readonly PartColumn<T>[];
  /** Under the name. */
  about?: (item: T) => ReactNode;
  /** What is to be said where there is nothing. */
  empty: string;
  /** Above the table. */
  children?: ReactNode;
};

/** The items of a part of the plan: shown to everybody, added and changed by whoever edits the plan. */
export function PartCard<T extends { name: string }>(props: Props<T>) {
  const { part, title, note, items, columns, about, empty, children } = props;
  const { migration, mayEdit } = usePlan();
  const [open, setOpen] = useState<{ name: string | null } | null>(null);
  return (
    <Card
      title={title}
      note={note}
      action={
        <>
          {items.length > 0 && <CsvLink list={`plan-${part}`} query={{ slug: migration.slug }} of={title} />}
          {mayEdit && (
            <Button size="small" onClick={() => setOpen({ name: null })}>
              Add {withArticle(partNouns[part])}
            </Button>
          )}
        </>
      }
    >
      {children}
      {items.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-ink-2">{empty}</p>
      ) : (
        <Table
          caption={title}
          className="mt-1"
          head={
            <>
              <Head>{partNouns[part][0]?.toUpperCase() + partNouns[part].slice(1)}</Head>
              {columns.map(({ head, number }) => (
                <Head key={head} number={number}>
                  {head}
                </Head>
              ))}
              {mayEdit && (
                <Head>
                  <span className="sr-only">Change</span>
                </Head>
              )}
            </>
          }
        >
          {items.map((item) => (
            <Row key={item.name}>
              <RowHead>
                <span className="font-[550]">{item.name}</span>
                {about && <span className="block text-ink-3">{about(item)}</span>}
              </RowHead>
              {columns.map(({ head, number, cell }) => (
                <Cell key={head} label={head} number={number}>
                  {cell(item)}
                </Cell>
              ))}
              {mayEdit && (
                <Cell number>
                  <Button size="small" aria-label={`Change ${item.name}`} onClick={() => setOpen({ name: item.name })}>
                    Change
                  </Button>
                </Cell>
              )}
            </Row>
          ))}
        </Table>
      )}
      {open && <PartDialog part={part} name={open.name} onClose={() => setOpen(null)} />}
    </Card>
  );
}
