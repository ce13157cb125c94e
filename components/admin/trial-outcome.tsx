import type { TrialOutcome } from '#core/oidc/schema.ts';
import { roleWords } from '#lib/labels/access.ts';
import { oidcProblemWords } from '#lib/labels/oidc-problem.ts';
import { ProblemText } from '../session/problem-text.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Status } from '../ui/status.tsx';
import { Tag } from '../ui/tag.tsx';

type Props = { outcome: TrialOutcome; name: string };

/** What came back, what it would give, and what a real sign-in would have said. */
export function TrialOutcomeView({ outcome, name }: Props) {
  const { problem, claims } = outcome;
  const words = problem && oidcProblemWords(problem.code, name);
  return (
    <div className="grid gap-4 px-4 pt-2 pb-4">
      {problem && words ? (
        <div className="grid max-w-prose gap-2">
          <Status status={{ word: 'This person would be refused', shape: 'diamond', tone: 'no' }} />
          <h3 className="font-semibold">{words.title}</h3>
          <ProblemText problem={problem} words={words} />
        </div>
      ) : (
        <div className="grid gap-2">
          <Status status={{ word: 'This person would be signed in', shape: 'check', tone: 'go' }} />
          <p className="text-ink-2">{accountText(outcome)}</p>
        </div>
      )}
      {claims && (
        <>
          <GrantedAccess outcome={outcome} />
          <details>
            <summary className="cursor-pointer text-sm font-[550]">Claims received</summary>
            <div className="mt-2">
              <CodeBlock label="Claims received" text={JSON.stringify(claims, null, 2)} />
            </div>
          </details>
        </>
      )}
    </div>
  );
}

function GrantedAccess({ outcome: { groups, isAdmin, roles, unknownSlugs } }: { outcome: TrialOutcome }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
      <dt className="text-ink-3">Groups</dt>
      <dd className="flex flex-wrap gap-1">
        {groups === null ? 'the claim is missing' : groups.length === 0 ? 'an empty list' : null}
        {groups?.map((group) => (
          <Tag key={group}>{group}</Tag>
        ))}
      </dd>
      <dt className="text-ink-3">Roles they give</dt>
      <dd>
        {isAdmin && <p>Administrator of the instance, for as long as the session lasts</p>}
        {roles.map(({ slug, name, role }) => (
          <p key={slug}>
            {roleWords[role].name} in {name}
          </p>
        ))}
        {!isAdmin && roles.length === 0 && 'none'}
        {unknownSlugs.length > 0 && (
          <p className="text-ink-2">The map names migrations that do not exist: {unknownSlugs.join(', ')}</p>
        )}
      </dd>
    </dl>
  );
}

function accountText({ account, accountName }: TrialOutcome): string {
  if (account === 'new') return 'A new account would be made.';
  if (account === 'link') return `The account of ${accountName} would be linked, by its verified address.`;
  return `As ${accountName}, who is linked already.`;
}
