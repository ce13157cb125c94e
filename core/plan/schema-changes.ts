import type { EnteredWindow } from '../evidence/plan-facts.ts';

/** A difference of schemas that is open, and the watermark of the run that first saw it. */
export type SchemaChange = { number: number; title: string; datasetId: string; seenAt: string };

/** Those that were first seen in a freeze window, with its name: nothing should have changed then. Oldest first. */
export function changesInFreeze(
  windows: readonly Pick<EnteredWindow, 'entry'>[],
  changes: readonly SchemaChange[],
): (SchemaChange & { freeze: string })[] {
  return changes
    .flatMap((change) => {
      const seen = Date.parse(change.seenAt);
      const freeze = windows.find(
        ({ entry }) => entry.kind === 'freeze' && Date.parse(entry.from) <= seen && seen < Date.parse(entry.to),
      );
      return freeze ? [{ ...change, freeze: freeze.entry.name }] : [];
    })
    .toSorted((a, b) => Date.parse(a.seenAt) - Date.parse(b.seenAt));
}
