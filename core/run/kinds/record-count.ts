import { counted, countText } from '../../format/count.ts';
import { msOf } from '../../time/instant.ts';
import { CLOCK_TOLERANCE_MS } from '../clock-tolerance.ts';
import { foundOf } from '../finding.ts';
import { plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';
import { traceOfCheck } from '../trace-of-check.ts';

export const recordCount: RunKind<RunOf<'record_count'>> = {
  ...plain,
  judge({ counts, coverage, asOf }, by) {
    const empty = counts.legacy === 0 && counts.target === 0;
    if (empty) return by.mayBeEmpty ? 'match' : 'not_evaluated';
    if (counts.legacy !== counts.target) return 'mismatch';
    if (coverage.compared === 0) return 'not_evaluated';
    // Of counts read hours apart nobody knows whether they are equal by chance.
    const apartMs = Math.abs(msOf(asOf.legacy.time) - msOf(asOf.target.time));
    return apartMs > Math.max(CLOCK_TOLERANCE_MS, by.lagMs ?? 0, by.tolerances.lagMs ?? 0) ? 'inconclusive' : 'match';
  },
  describe({ counts: { legacy, target } }) {
    if (legacy === target) return `${counted(legacy, 'row')} on both sides`;
    const difference = Math.abs(target - legacy);
    return `${countText(legacy)} and ${counted(target, 'row')}: ${countText(difference)} ${target < legacy ? 'missing' : 'too many'} in the target`;
  },
  /** Of a whole count, coverage is legacy's rows, the target's, those of both, or anything between: agents say it differently. */
  findCoverageProblems({ counts, coverage, window }) {
    const { legacy, target } = counts;
    const [least, most] = [Math.min(legacy, target), legacy + target];
    if (coverage.method !== 'full' || coverage.skippedChunks > 0 || window !== null) return [];
    if (coverage.compared >= least && coverage.compared <= most) return [];
    return [
      {
        pointer: '/coverage/compared',
        message: `is ${countText(coverage.compared)}, but /counts holds ${counted(legacy, 'legacy row')} and ${countText(target)} of the target: send the larger of the two`,
      },
    ];
  },
  claims: () => [],
  looked: ({ counts }) => [['row', counts.legacy]],
  findings({ kind, counts }) {
    const gap = Math.abs(counts.target - counts.legacy);
    return gap > 0 ? [foundOf('unlocated', kind, gap, true)] : [];
  },
  trace: (run, group, window) => traceOfCheck(run, group, run.counts.legacy === run.counts.target, window),
  provable: ({ kind }) => [{ class: 'unlocated', fields: [kind] }],
};
