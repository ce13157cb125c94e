import { buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { StatePanel } from '../ui/state-panel.tsx';

/** Shown until the first result is there: the two things that lead to it. */
export function FirstSteps({ slug }: { slug: string }) {
  return (
    <div className="rounded-card border bg-card shadow-card">
      <StatePanel
        title="No evidence yet, so the answer is no"
        action={
          <>
            <PageLink href={`/m/${slug}/plan?view=datasets`} className={buttonClass({ look: 'primary' })}>
              1. Declare datasets
            </PageLink>
            <PageLink href={`/m/${slug}/agents`} className={buttonClass()}>
              2. Connect an agent
            </PageLink>
          </>
        }
      >
        Say which tables belong together and let an agent compare them. This page changes with the first result.
      </StatePanel>
    </div>
  );
}
