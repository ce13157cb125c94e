import type { DayState } from '#core/streak/schema.ts';
import { cx } from '../ui/cx.ts';

const looks = {
  clean: 'bg-go/85',
  broken: 'bg-no text-card',
  void: 'hatched',
  excluded: 'border border-cond bg-cond-soft',
  pending: 'border border-dashed border-control',
} as const satisfies Record<DayState, string>;

/** One day of the streak. Each state has its own pattern; a broken day is crossed out as well. */
export function DayMark({ state, className }: { state: DayState; className?: string }) {
  return (
    <span className={cx('flex items-center justify-center rounded-[3px]', looks[state], className)}>
      {state === 'broken' && (
        <svg viewBox="0 0 10 10" aria-hidden="true" className="w-full max-w-3">
          <path d="m2 2 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      )}
    </span>
  );
}
