import type { DecisionListItem } from '#core/decision/schema.ts';
import { formatDay } from '#lib/format/instant.ts';
import { When } from '../time/when.tsx';
import { Status } from '../ui/status.tsx';
import { outcomeWords } from './labels.ts';

type Props = { meeting: DecisionListItem; isOverride: boolean };

/** What is before the meeting, and who stands behind it. */
export function ProposalView({ meeting: { proposal, second }, isOverride }: Props) {
  if (!proposal) return null;
  return (
    <section aria-label="Proposal" className="grid gap-1 border-l-2 pl-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Status status={outcomeWords[proposal.outcome]} />
        {proposal.extendedTo && <span>until {formatDay(proposal.extendedTo, 'long')}</span>}
        <span className="text-ink-3">
          proposed by {proposal.by} <When at={proposal.at} />
        </span>
      </p>
      {proposal.reason && <p className="break-words whitespace-pre-line">{proposal.reason}</p>}
      {proposal.conditions.length > 0 && (
        <ul className="list-disc pl-5">
          {proposal.conditions.map(({ text, owner, dueOn }) => (
            <li key={`${text}${owner}${dueOn}`}>
              {text} <span className="text-ink-3">— {`${owner}, by ${formatDay(dueOn, 'long')}`}</span>
            </li>
          ))}
        </ul>
      )}
      {isOverride && (
        <p className="text-ink-2">
          <strong className="font-semibold text-no">Goes against the verdict.</strong>{' '}
          {second ? (
            <>
              {second.by} stands behind it too{second.comment && `: ${second.comment}`}
              {second.independence && <span className="block text-ink-3">{second.independence}</span>}
            </>
          ) : (
            'It needs a second person besides who proposes it.'
          )}
        </p>
      )}
    </section>
  );
}
