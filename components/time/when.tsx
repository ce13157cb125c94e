'use client';

import { formatAge, formatRelative } from '#lib/format/relative.ts';
import { cx } from '../ui/cx.ts';
import { useNow } from './now.tsx';
import { useZone } from './zone.tsx';

type Props = {
  at: string;
  /** `ago` is "4 min ago", `age` only "4 min" for a column that says so in its head. */
  form?: 'ago' | 'age';
  /** Inside a link or a button, which already has the focus. */
  inert?: boolean;
  className?: string;
};

/** How long ago; hover or focus shows the exact time in the migration's zone and in the viewer's (see tip-layer.tsx). */
export function When({ at, form = 'ago', inert = false, className }: Props) {
  const now = useNow();
  const zone = useZone();
  return (
    <time
      dateTime={at}
      data-zone={zone}
      tabIndex={inert ? undefined : 0}
      className={cx('whitespace-nowrap', className)}
    >
      {form === 'ago' ? formatRelative(at, now) : formatAge(at, now)}
    </time>
  );
}
