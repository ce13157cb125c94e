'use client';

import { useLiveChanges } from '#lib/live/use-live-changes.ts';
import { cx } from '../ui/cx.ts';
import { Shape } from '../ui/shape.tsx';
import { Chip } from '../ui/tag.tsx';

const states = {
  live: { word: 'live', tip: 'Results appear here as they arrive.', shape: 'disc', tone: 'text-go' },
  connecting: { word: 'live', tip: 'Connecting …', shape: 'ring', tone: 'text-ink-3' },
  reconnecting: {
    word: 'reconnecting',
    tip: 'The connection for changes is gone; the page asks every 15 seconds until it is back.',
    shape: 'half',
    tone: 'text-cond',
  },
} as const;

/** Whether this page follows what happens. "connecting" has the word of "live", so that nothing jumps on the way there. */
export function LiveChip({ migrationId }: { migrationId?: string }) {
  const state = useLiveChanges(migrationId);
  const { word, tip, shape, tone } = states[state];
  return (
    <output data-live={state} data-tip={tip}>
      <Chip>
        <Shape name={shape} size={11} className={cx(tone)} />
        {word}
      </Chip>
    </output>
  );
}
