import type { EnteredWindow } from '../evidence/plan-facts.ts';

/** The freeze window that is open at a moment: no phase is left in it. Of several the one that ends last. */
export function openFreeze(windows: readonly Pick<EnteredWindow, 'entry'>[], now: Date): EnteredWindow['entry'] | null {
  const ms = now.getTime();
  const open = windows.flatMap(({ entry }) =>
    entry.kind === 'freeze' && Date.parse(entry.from) <= ms && ms < Date.parse(entry.to) ? [entry] : [],
  );
  return open.toSorted((a, b) => Date.parse(b.to) - Date.parse(a.to))[0] ?? null;
}
