import type { PlanDocument } from '../../plan/document.ts';

/**
 * What a change of a plan does once the parallel run has begun. `waits`: it takes effect when a second person has approved it. The others
 * take effect at once: what `tightens` makes no verdict better, whatever the evidence, and of what is `harmless` no verdict reads anything.
 */
export type Effect = 'waits' | 'tightens' | 'harmless';

/** What a change is made to. */
export type Standing = {
  /** As a second person last approved it. */
  approved: PlanDocument;
  /** Names of the maintenance windows that somebody approved: days are left out for them. */
  windows: ReadonlySet<string>;
};
