import { formatCounted } from '#lib/format/count.ts';
import { cx } from '../ui/cx.ts';
import { type CheckEvidence, runStatus } from './labels.ts';

type Strip = CheckEvidence['strip'];

/** The last runs of a check as marks, newest at the right: height and pattern say the same as the colour. */
export function RunStrip({ strip }: { strip: Strip }) {
  if (strip.length === 0) return <span className="text-xs text-ink-3">no run yet</span>;
  return (
    <span role="img" aria-label={summary(strip)} data-tip={summary(strip)} className="inline-flex h-5 items-end gap-px">
      {strip.map((run) => (
        <span key={run.runId} className={cx('w-[4px] rounded-[1px]', lookOf(run))} />
      ))}
    </span>
  );
}

function lookOf({ state, verdict }: Strip[number]): string {
  if (state === 'running' || state === 'pending') return 'h-2 border border-dashed border-control';
  if (state !== 'completed' || verdict === 'not_evaluated') return 'h-5 border border-dashed border-cond';
  if (verdict === 'match') return 'h-3 bg-go/85';
  if (verdict === 'mismatch') return 'h-5 bg-no';
  return 'h-4 border border-unk';
}

function summary(strip: Strip): string {
  const counts = new Map<string, number>();
  for (const run of strip) counts.set(runStatus(run).word, (counts.get(runStatus(run).word) ?? 0) + 1);
  const parts = [...counts].map(([word, number]) => `${number} ${word}`);
  return `${formatCounted(strip.length, 'run')}: ${parts.join(', ')}`;
}
