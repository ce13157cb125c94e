import type { GoNoGo } from '#core/verdict/schema.ts';

/** Where the migration stands among its phases: "Phase 3 of 5: Parallel validation". Nothing where the plan has none. */
export function PhaseLine({ phases, gate }: Pick<GoNoGo, 'phases' | 'gate'>) {
  if (phases.length === 0) return null;
  const at = phases.findIndex(({ name }) => name === gate);
  return (
    <p className="-mb-1 flex flex-wrap items-baseline gap-x-2 text-ink-2">
      {gate === null ? (
        <span>All {phases.length} phases are left. Every criterion is asked.</span>
      ) : (
        <>
          <span>
            Phase {at + 1} of {phases.length}: <strong className="font-semibold text-ink">{gate}</strong>
          </span>
          <span className="text-ink-3">What is asked here is what its gate asks.</span>
        </>
      )}
    </p>
  );
}
