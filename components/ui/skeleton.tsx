import { cx } from './cx.ts';

/** A grey stand-in of the size of what is coming, so that nothing moves when it arrives. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('skeleton block', className)} />;
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;

export function SkeletonCard({ rows = 4, className }: { rows?: number; className?: string }) {
  return (
    <div className={cx('rounded-card border bg-card', className)}>
      <div className="px-4 pt-4 pb-2">
        <Skeleton className="h-3.5 w-40" />
      </div>
      {ROWS.slice(0, rows).map((row) => (
        <div key={row} className="flex items-center gap-4 border-t border-hush px-4 py-3.5">
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="hidden h-3.5 w-32 md:block" />
        </div>
      ))}
    </div>
  );
}
