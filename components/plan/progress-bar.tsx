import type { Progress } from '#core/mark/progress.ts';

/** How much of a list is done, and how much failed. Whoever shows it says the same in words. */
export function ProgressBar({ done, failed, of }: Progress) {
  if (of === 0) return null;
  const share = (count: number) => `${(100 * count) / of}%`;
  return (
    <div aria-hidden="true" className="mx-4 mt-1 flex h-1.5 overflow-hidden rounded-full bg-hush">
      <span className="bg-go" style={{ width: share(done) }} />
      <span className="bg-no" style={{ width: share(failed) }} />
    </div>
  );
}
