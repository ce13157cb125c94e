import type { ReactNode } from 'react';
import type { DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import type { DiscrepancyUrl } from '#lib/url/discrepancy-url.ts';
import { Button } from '../ui/button.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { DiscrepancyLine } from './discrepancy-line.tsx';
import { SuspectedLine } from './suspected-line.tsx';

type Props = {
  url: DiscrepancyUrl;
  items: DiscrepancyListItem[];
  suspectedRows: number;
  currency: string;
  selectedId: string | null;
  hrefOf: (id: string) => string;
  onSelect: (id: string) => void;
  onClear: () => void;
  more: ReactNode;
};

export function DiscrepancyList({
  url,
  items,
  suspectedRows,
  currency,
  selectedId,
  hrefOf,
  onSelect,
  onClear,
  more,
}: Props) {
  const filtered = url.q !== '' || url.dataset !== null || url.severity !== null || url.class !== null;
  return (
    <section aria-label="Groups of differences" className="overflow-hidden rounded-card border bg-card shadow-card">
      {items.length === 0 ? (
        <StatePanel
          shape={filtered || url.view !== 'open' ? 'dotted' : 'check'}
          title={filtered ? 'Nothing matches the filter' : emptyTitle[url.view]}
          action={filtered && <Button onClick={onClear}>Clear the filter</Button>}
        >
          {filtered ? 'Search looks at titles, fields and numbers such as D-52.' : emptyText[url.view]}
        </StatePanel>
      ) : (
        <ul>
          {items.map((item) => (
            <DiscrepancyLine
              key={item.id}
              item={item}
              currency={currency}
              selected={item.id === selectedId}
              href={hrefOf(item.id)}
              onSelect={() => onSelect(item.id)}
            />
          ))}
        </ul>
      )}
      {url.view === 'open' && <SuspectedLine rows={suspectedRows} />}
      {more && <p className="border-t border-hush p-3 text-center">{more}</p>}
    </section>
  );
}

const emptyTitle = {
  open: 'No discrepancy is open',
  resolved: 'Nothing has been proven fixed yet',
  archived: 'Nothing is archived',
  all: 'No discrepancy was ever found',
} as const;
const emptyText = {
  open: 'Whether that means anything is shown under Evidence: silence is not a match.',
  resolved: 'A group is resolved when a later run over the same scope shows none of it left.',
  archived: 'Archived groups leave the inbox; their rows still count.',
  all: 'Whether that means anything is shown under Evidence: silence is not a match.',
} as const;
