import type { OidcProblem } from '#core/oidc/problem.ts';
import type { ProblemWords } from '#lib/labels/oidc-problem.ts';
import { Tag } from '../ui/tag.tsx';

type Props = { problem: OidcProblem; words: ProblemWords; requestId?: string };

/** What is wrong, what to do, and what exactly was seen. */
export function ProblemText({ problem, words, requestId }: Props) {
  const { groups, detail, code } = problem;
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{words.what}</p>
      {(code === 'no_role' || groups !== null) && <Groups groups={groups} />}
      <p>{words.todo}</p>
      {(detail !== null || requestId !== undefined) && (
        <dl className="grid gap-1 border-t pt-3 text-xs text-ink-3">
          {detail !== null && <Fact name="What was seen" value={detail} />}
          <Fact name="Kind" value={code} />
          {requestId !== undefined && <Fact name="Request" value={requestId} />}
        </dl>
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-wrap gap-x-2">
      <dt>{name}</dt>
      <dd className="min-w-0 font-mono break-words [overflow-wrap:anywhere]">{value}</dd>
    </div>
  );
}

function Groups({ groups }: { groups: string[] | null }) {
  if (groups === null) return <p className="text-ink-2">Groups received: none, the provider sends no such claim.</p>;
  if (groups.length === 0) return <p className="text-ink-2">Groups received: an empty list.</p>;
  return (
    <div>
      <p className="text-ink-2">Groups received:</p>
      <ul className="mt-1 flex flex-wrap gap-1">
        {groups.map((group) => (
          <li key={group} className="max-w-full">
            <Tag>{group}</Tag>
          </li>
        ))}
      </ul>
    </div>
  );
}
