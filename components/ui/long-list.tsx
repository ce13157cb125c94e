'use client';

import { type ReactNode, useState } from 'react';
import { formatCount } from '#lib/format/count.ts';
import { Button } from './button.tsx';

/** A list of thousands, such as the changes of one large apply, opens as fast as a short one. */
const SHOWN = 20;

type Props<T> = { items: readonly T[]; children: (item: T) => ReactNode };

/** The first lines of a list in a card, and all of them when asked. `children` makes the `li` of one. */
export function LongList<T>({ items, children }: Props<T>) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <>
      <ul className="mt-1.5">{shown.map(children)}</ul>
      {shown.length < items.length && (
        <div className="no-print border-t border-hush px-4 py-2.5">
          <Button size="small" onClick={() => setAll(true)}>
            Show all {formatCount(items.length)}
          </Button>
        </div>
      )}
    </>
  );
}
