import { counted, countText } from '../../format/count.ts';
import { atMost } from '../at-most.ts';
import { foundOf } from '../finding.ts';
import { judgeCompared } from '../judge-compared.ts';
import { leastOf } from '../least-of.ts';
import { looksAtAll } from '../looks-at-all.ts';
import { plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';

export const eventOrder: RunKind<RunOf<'event_order'>> = {
  ...plain,
  judge: (run, by) => (run.violationCount > 0 ? 'mismatch' : judgeCompared(run, run.events, by)),
  describe: ({ events, violationCount }) =>
    violationCount === 0
      ? `${counted(events, 'event')}, all in order`
      : `${counted(violationCount, 'violation')} in ${counted(events, 'event')}`,
  findProblems: ({ violations, violationCount }) =>
    atMost('/violations', violations.length, 'violationCount', violationCount),
  /** An event that came twice or too late was looked at; one that is missing was not. */
  findCoverageProblems({ events, violations }) {
    const seen = violations.filter(({ kind }) => kind !== 'missing').length;
    if (seen <= events) return [];
    return [
      {
        pointer: '/events',
        message: `is ${countText(events)}, but ${countText(seen)} that came twice or out of order are listed: count these too`,
      },
    ];
  },
  claims: ({ events }) => [{ pointer: '/events', units: events, unit: 'event' }],
  looked: ({ events }) => [['event', events]],
  next: {
    text: ['looked at', 'event', 'in which an earlier run found violations'],
    units: (run) => ({
      looked: run.events,
      there: Math.max(run.events, leastOf(run)),
      isAsked: run.violationCount > 0,
    }),
  },
  findings: ({ violationCount }) => (violationCount > 0 ? [foundOf('event_order', null, violationCount)] : []),
  trace(run, group, window) {
    if (group.class !== 'event_order') return 'cannot_say';
    if (run.violationCount > 0) return 'still_there';
    return run.events > 0 && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
  },
  provable: () => [{ class: 'event_order', fields: null }],
};
