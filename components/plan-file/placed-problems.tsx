import type { PlacedProblem } from '#core/plan/read-plan-yaml.ts';
import { formatCounted } from '#lib/format/count.ts';

type Props = { problems: readonly PlacedProblem[]; onGoTo: (problem: PlacedProblem) => void };

/** Everything that is wrong with a file, by its place in it; pressed, the place is shown in the text. */
export function PlacedProblems({ problems, onGoTo }: Props) {
  return (
    <div className="grid gap-1.5 rounded-control bg-no-soft px-3 py-2 text-no">
      <p className="font-[550]">
        {formatCounted(problems.length, 'problem')}. Correct the text, then look at the changes again; nothing was
        applied.
      </p>
      <ul aria-label="Problems" className="grid max-h-48 gap-0.5 overflow-y-auto font-mono text-xs">
        {problems.map((problem) => {
          const { line, column, pointer, message } = problem;
          return (
            <li key={`${line}:${column} ${pointer} ${message}`}>
              <button type="button" className="text-left hover:underline" onClick={() => onGoTo(problem)}>
                <span className="font-semibold">
                  line {line}:{column}
                </span>{' '}
                {pointer} {message}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
