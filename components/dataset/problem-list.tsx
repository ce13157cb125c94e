const SHOWN = 12;

/** What is wrong with a text, line by line, with its place. */
export function ProblemList({ problems }: { problems: readonly string[] }) {
  return (
    <ul className="grid gap-0.5 rounded-control bg-no-soft px-3 py-2 font-mono text-xs text-no">
      {problems.slice(0, SHOWN).map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
      {problems.length > SHOWN && <li>and {problems.length - SHOWN} more</li>}
    </ul>
  );
}
