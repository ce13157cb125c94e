import type { DecisionListItem } from '#core/decision/schema.ts';
import { roleWords } from '#lib/labels/access.ts';
import { When } from '../time/when.tsx';
import { Status } from '../ui/status.tsx';
import { Tag } from '../ui/tag.tsx';
import { voteWords } from './labels.ts';

const roleOf = (role: string): string => Object.entries(roleWords).find(([name]) => name === role)?.[1].name ?? role;

/** Who said what. Who voted against what was decided is marked for good. */
export function VoteList({ votes }: { votes: DecisionListItem['votes'] }) {
  if (votes.length === 0) return <p className="text-ink-3">Nobody has voted.</p>;
  return (
    <ul aria-label="Votes" className="grid gap-1.5">
      {votes.map(({ userId, name, role, vote, comment, at, dissents }) => (
        <li key={userId} className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
          <Status status={voteWords[vote]} />
          <span>
            {name} <span className="text-ink-3">{roleOf(role)}</span>
          </span>
          {dissents && <Tag>dissents</Tag>}
          <When at={at} className="text-ink-3" />
          {comment && <span className="w-full break-words pl-6 whitespace-pre-line text-ink-2">{comment}</span>}
        </li>
      ))}
    </ul>
  );
}
