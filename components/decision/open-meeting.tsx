'use client';

import type { DecisionListItem } from '#core/decision/schema.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Shape } from '../ui/shape.tsx';
import { Status } from '../ui/status.tsx';
import { verdictWords } from '../verdict/labels.ts';
import { gateWords } from './labels.ts';
import { LeadSteps } from './lead-steps.tsx';
import { ProposalView } from './proposal-view.tsx';
import { SecondStep } from './second-step.tsx';
import { VoteForm } from './vote-form.tsx';
import { VoteList } from './vote-list.tsx';

type Props = { meeting: DecisionListItem; verdict: GoNoGo };

/** A meeting that is held now: what was frozen, who said what, what is proposed, and what the reader may do. */
export function OpenMeeting({ meeting, verdict }: Props) {
  const { migration, may } = useMigration();
  const { number, phase, frozen, proposal } = meeting;
  const waits = meeting.waits || verdict.waiting !== null;
  const isOverride =
    (proposal?.outcome === 'go' || proposal?.outcome === 'go_with_conditions') &&
    (meeting.verdict === 'no_go' || verdict.verdict === 'no_go' || waits);
  return (
    <Card
      title={`Decision meeting G-${number}`}
      note={gateWords(phase)}
      action={
        <PageLink
          href={`/m/${migration.slug}/decisions/${number}`}
          className="text-sm font-[550] underline underline-offset-2"
        >
          What was frozen
        </PageLink>
      }
    >
      <div className="grid gap-4 px-4 pt-2 pb-4">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-ink-2">
          <Status status={verdictWords[meeting.verdict]} />
          <span>
            frozen <When at={frozen.at} /> by {frozen.by}, plan v{meeting.planVersion}
          </span>
          <code className="text-xs break-all text-ink-3" title="SHA-256 of the snapshot">
            {meeting.snapshotHash.slice(0, 16)}…
          </code>
        </p>
        {meeting.verdict !== verdict.verdict && (
          <p role="status" className="flex items-baseline gap-2 rounded-control bg-cond-soft px-3 py-2 text-cond">
            <Shape name="triangle" className="translate-y-0.5" />
            The verdict has changed since: it is {verdictWords[verdict.verdict].word.toLowerCase()} now.
            {verdict.verdict === 'no_go' && ' A go needs a reason and a second person.'}
          </p>
        )}
        {waits && (
          <p role="status" className="flex items-baseline gap-2 rounded-control bg-cond-soft px-3 py-2 text-cond">
            <Shape name="triangle" className="translate-y-0.5" />
            {verdict.waiting
              ? 'Changes of the plan wait for approval: a go needs a reason and a second person.'
              : 'When this was frozen, changes of the plan waited for approval: a go on it needs a reason and a second person. Withdraw and freeze again to meet about the plan that is approved.'}
          </p>
        )}
        {proposal ? (
          <ProposalView meeting={meeting} isOverride={isOverride} />
        ) : (
          <p className="text-ink-2">Nothing is proposed yet.</p>
        )}
        <VoteList votes={meeting.votes} />
        {may('decision.vote') && <VoteForm meeting={meeting} />}
        {isOverride && may('decision.second') && <SecondStep key={proposal?.at} meeting={meeting} />}
        {may('decision.hold') && <LeadSteps meeting={meeting} verdict={meeting.verdict} isOverride={isOverride} />}
      </div>
    </Card>
  );
}
