import Link from 'next/link';
import { buttonClass } from '../ui/button.tsx';
import { StatePanel } from '../ui/state-panel.tsx';

/** Shown until the first result is there: the two things that lead to it. */
export function FirstSteps({ slug }: { slug: string }) {
  return (
    <div className="rounded-card border bg-card shadow-card">
      <StatePanel
        title="No evidence yet, so the answer is no"
        action={
          <>
            <Link href={`/m/${slug}/plan?view=datasets`} className={buttonClass({ look: 'primary' })}>
              1. Declare datasets
            </Link>
            <Link href={`/m/${slug}/agents`} className={buttonClass()}>
              2. Connect an agent
            </Link>
          </>
        }
      >
        Say which tables belong together and let an agent compare them. This page changes with the first result.
      </StatePanel>
    </div>
  );
}
