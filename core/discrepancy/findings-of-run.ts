import type { Finding } from '../run/finding.ts';
import { runKindOf } from '../run/run-kinds.ts';
import type { Run } from '../run/schema.ts';
import type { Tally } from '../run/tally.ts';

/**
 * The groups of differences a completed run found, none of them empty. Counts and checksums say how much differs but not where:
 * they find `unlocated`, which opens a group only where nothing explains it (`accountsOf`). Suspected rows are in none.
 */
export function findingsOfRun(run: Run, listed: Tally): Finding[] {
  return runKindOf(run).findings(run, listed);
}
