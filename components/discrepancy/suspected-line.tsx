import { formatCount, formatCounted } from '#lib/format/count.ts';
import { Shape } from '../ui/shape.tsx';

/** Rows that may only be late. They are shown and do not count. */
export function SuspectedLine({ rows }: { rows: number }) {
  if (rows === 0) return null;
  return (
    <div className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2.5 border-t border-hush px-3.5 py-2.5 text-sm text-ink-2">
      <Shape name="half" className="mt-0.5 text-unk" />
      <span>
        <span className="block text-base font-[570] text-ink">{formatCounted(rows, 'row')} not yet confirmed</span>
        Younger than the replication lag. They are read again before they count.
      </span>
      <b className="figures text-[0.9375rem] font-semibold text-ink">{formatCount(rows)}</b>
    </div>
  );
}
