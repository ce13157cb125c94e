import type { WaitingPlan } from '#core/verdict/schema.ts';
import { formatCounted } from '#lib/format/count.ts';
import { Status } from '../ui/status.tsx';
import { verdictWords } from './labels.ts';

type Props = { waiting: WaitingPlan; slug?: string | null };

/** The verdict under either plan, while changes of it wait for a second person; the worse one counts. */
export function BothVerdicts({ waiting: { approved, standing, changes }, slug = null }: Props) {
  const count = formatCounted(changes.length, 'change');
  return (
    <p className="mt-2 grid gap-y-0.5 text-ink-2" data-waiting={changes.length}>
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <Status status={verdictWords[approved.verdict]} /> under the approved plan
      </span>
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <Status status={verdictWords[standing.verdict]} /> under the plan as it stands, of which{' '}
        {slug === null ? (
          count
        ) : (
          <a href={`/m/${slug}#waiting`} className="underline underline-offset-2">
            {count}
          </a>
        )}{' '}
        {changes.length === 1 ? 'waits' : 'wait'} for approval
      </span>
    </p>
  );
}
