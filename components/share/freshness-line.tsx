'use client';

import { formatAge } from '#lib/format/relative.ts';
import { useNow } from '../time/now.tsx';
import { cx } from '../ui/cx.ts';
import { Shape } from '../ui/shape.tsx';

/** Asked every 30 seconds: two that fail are worth a word. */
const QUIET_MS = 75_000;

/** When the server last answered; loud when it no longer does. */
export function FreshnessLine({ answer }: { answer: { dataUpdatedAt: number; isRefetchError: boolean } }) {
  const now = useNow();
  const late = answer.isRefetchError || now - answer.dataUpdatedAt > QUIET_MS;
  return (
    <p role="status" className={cx('flex items-center gap-1.5', late ? 'font-semibold text-no' : 'text-ink-3')}>
      <Shape name={late ? 'diamond' : 'disc'} size={11} className={late ? undefined : 'text-go'} />
      {late
        ? `Not current: the server last answered ${formatAge(new Date(answer.dataUpdatedAt).toISOString(), now)} ago.`
        : 'Asked again every half minute.'}
    </p>
  );
}
