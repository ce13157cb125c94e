import type { AgentOverview } from '#core/agent/schema.ts';
import type { KeyView } from '#core/key/schema.ts';
import { When } from '../time/when.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { FirstResult } from './first-result.tsx';
import { listOnboardingSteps, stepStatus } from './list-onboarding-steps.ts';
import { ProblemList } from './problem-list.tsx';

type Props = { slug: string; overview: AgentOverview; keys: readonly KeyView[] };

/** Where a new migration stands on its way to the first result, and what blocks it. */
export function OnboardingSteps({ slug, overview, keys }: Props) {
  const { firstRun, failedRun, refusal } = overview;
  return (
    <div className="grid grid-cols-1 gap-3 px-4 pt-2 pb-4" aria-live="polite">
      <ol aria-label="The way to the first result" className="grid gap-2 sm:grid-cols-4">
        {listOnboardingSteps(overview, keys).map((step) => (
          <li key={step.name} className="rounded-control border px-3 py-2" data-done={step.isDone}>
            <Status status={stepStatus(step)} />
            <span className="sr-only">{step.isDone ? ': done, ' : ': open, '}</span>
            <span className="block text-xs text-ink-2">{step.detail}</span>
          </li>
        ))}
      </ol>
      <FirstResult slug={slug} firstRun={firstRun} />
      {refusal && (
        <div className="rounded-control bg-no-soft px-3 py-2 text-sm" role="note">
          <p>
            <Status status={{ word: 'A call was refused', shape: 'diamond', tone: 'no' }} /> <When at={refusal.at} />:{' '}
            <code className="font-mono text-xs">{refusal.call}</code> with the key “{refusal.keyName}”, {refusal.status}
            .
          </p>
          <ProblemList problems={refusal.problems} />
        </div>
      )}
      {failedRun && (
        <p className="rounded-control bg-cond-soft px-3 py-2 text-sm" role="note">
          <Status status={{ word: 'The agent could not compare', shape: 'triangle', tone: 'cond' }} />{' '}
          <When at={failedRun.at} />: {failedRun.message}{' '}
          <PageLink href={`/m/${slug}/evidence/runs/${failedRun.runId}`} className="underline">
            See the run
          </PageLink>
        </p>
      )}
    </div>
  );
}
