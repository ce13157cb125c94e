import { counted, countText } from '../../format/count.ts';
import { atMost } from '../at-most.ts';
import { foundOf } from '../finding.ts';
import { judgeCompared } from '../judge-compared.ts';
import { notComparedOf } from '../not-compared.ts';
import { outOf } from '../out-of.ts';
import { plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';
import { emptySegments, segmentsThatDiffer } from '../segments.ts';
import { traceOfCheck } from '../trace-of-check.ts';

export const checksum: RunKind<RunOf<'checksum'>> = {
  ...plain,
  judge: (run, by) => (segmentsThatDiffer(run) > 0 ? 'mismatch' : judgeCompared(run, run.segmentsCompared, by)),
  describe: (run) =>
    outOf(segmentsThatDiffer(run), run.segmentsCompared, 'segment', notComparedOf(run).length > 0 ? 'so far' : 'all'),
  findProblems: ({ checksums, segmentsCompared }) =>
    atMost('/checksums', checksums.length, 'segmentsCompared', segmentsCompared),
  /**
   * A segment that matches holds a row of each side at least: an empty one compares nothing, and many of them would make few that differ
   * look fewer. Rows that moved while they were read may be alone in a segment.
   */
  findCoverageProblems({ segmentsCompared, checksums, rows, coverage }) {
    const names = new Set<string>();
    const twice = checksums.flatMap(({ segment }, i) => {
      const isTwice = names.has(segment);
      names.add(segment);
      return isTwice
        ? [{ pointer: `/checksums/${i}/segment`, message: `${JSON.stringify(segment)} is listed twice` }]
        : [];
    });
    if (!rows || (rows.legacy === 0 && rows.target === 0)) return twice;
    const [larger, smaller] = [Math.max(rows.legacy, rows.target), Math.min(rows.legacy, rows.target)];
    const matching = segmentsCompared - checksums.length;
    const isSparse = matching > larger + coverage.skippedChunks || segmentsCompared > rows.legacy + rows.target;
    const isOther = coverage.compared !== segmentsCompared && coverage.compared < smaller;
    const sparse = {
      pointer: '/segmentsCompared',
      message: `says ${counted(segmentsCompared, 'segment')}, but /rows holds ${counted(larger, 'row')} on the larger side: do not count segments without rows`,
    };
    const other = {
      pointer: '/coverage/compared',
      message: `is ${countText(coverage.compared)}, but /rows says that the segments hold ${countText(smaller)} at least: send the rows of the larger side`,
    };
    return [...twice, ...(isSparse ? [sparse] : []), ...(isOther ? [other] : [])];
  },
  claims({ segmentsCompared, checksums, coverage }) {
    // Segments of an empty table hold nothing.
    if (coverage.compared === 0) return [];
    // One that differs may hold rows of one side alone, and one in which rows moved too.
    const matching = segmentsCompared - checksums.length - coverage.skippedChunks;
    return [{ pointer: '/segmentsCompared', units: matching, unit: 'segment' }];
  },
  findShortfalls(run) {
    const empty = emptySegments(run);
    return empty > 0 ? [`${counted(empty, 'segment')} without a checksum on either side`] : [];
  },
  looked: (run) => [
    ['row', run.rows?.legacy ?? run.coverage.compared],
    ['segment', run.segmentsCompared - emptySegments(run)],
  ],
  rows: ({ rows, coverage }) => rows ?? { legacy: coverage.compared, target: null },
  findings(run) {
    const differ = segmentsThatDiffer(run);
    return differ > 0 ? [foundOf('unlocated', run.kind, differ, true)] : [];
  },
  trace: (run, group, window) => traceOfCheck(run, group, segmentsThatDiffer(run) === 0, window),
  provable: ({ kind }) => [{ class: 'unlocated', fields: [kind] }],
};
