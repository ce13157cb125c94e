import type { RequestLogItem } from '#core/request-log/schema.ts';

const SHOWN = 20;

/** Where (JSON pointer into the body) and what. */
export function ProblemList({ problems }: { problems: RequestLogItem['problems'] }) {
  return (
    <>
      <ul className="grid gap-0.5 text-left text-xs">
        {problems.slice(0, SHOWN).map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`} className="break-words">
            {pointer !== '' && <code className="font-mono text-ink-2">{pointer}</code>} {message}
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && <p className="text-xs text-ink-3">and {problems.length - SHOWN} more</p>}
    </>
  );
}
