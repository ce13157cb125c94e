import type { Run } from '../run/schema.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { nextStatus } from './next-status.ts';
import type { DiscrepancyStatus } from './schema.ts';

/** `at`: watermark of the run, an instant in UTC. `window`: the range it looked at, null for the whole dataset. */
export type TimelineEvent = { at: string; runId: string; window: Run['window'] } & (
  | { type: 'seen'; rowCount: number }
  | { type: 'gone' }
);

export type Span = { from: string; to: string | null; openedBy: string; closedBy: string | null };

export type Timeline = {
  status: DiscrepancyStatus;
  spans: Span[];
  firstSeen: TimelineEvent | null;
  lastSeen: TimelineEvent | null;
  /** All that was looked at by runs that saw it since it opened last: only a proof that reaches all of it ends it. */
  seenIn: Run['window'];
  resolvedBy: string | null;
};

/**
 * The life of a group, from everything runs said about it, in order of watermark: the order in which the runs arrived plays no
 * part. It is open from the first sighting to the first proof that looked at least where it was seen since: a narrower look makes nothing forgotten.
 */
export function foldTimeline(events: readonly TimelineEvent[]): Timeline {
  const timeline: Timeline = {
    status: 'resolved',
    spans: [],
    firstSeen: null,
    lastSeen: null,
    seenIn: null,
    resolvedBy: null,
  };
  let rowCount = 0;
  for (const event of [...events].sort(byWatermark)) {
    const open = timeline.spans.at(-1)?.to === null ? timeline.spans.at(-1) : undefined;
    if (event.type === 'gone') {
      if (!open || !covers(event.window, timeline.seenIn)) continue;
      open.to = event.at;
      open.closedBy = event.runId;
      timeline.status = 'resolved';
      timeline.resolvedBy = event.runId;
      continue;
    }
    timeline.status = statusWhenSeen(timeline, rowCount, event.rowCount);
    if (!open) timeline.spans.push({ from: event.at, to: null, openedBy: event.runId, closedBy: null });
    timeline.seenIn = open ? widest(timeline.seenIn, event.window) : event.window;
    timeline.firstSeen ??= event;
    timeline.lastSeen = event;
    timeline.resolvedBy = null;
    rowCount = event.rowCount;
  }
  return timeline;
}

function statusWhenSeen({ status, firstSeen }: Timeline, rowCount: number, seen: number): DiscrepancyStatus {
  if (firstSeen === null) return 'new';
  const decided = nextStatus({ status, rowCount }, { type: 'seen', rowCount: seen });
  return decided.ok ? decided.next : status;
}

/** At one watermark a proof comes first: of two that contradict each other, the one that found something holds. */
function byWatermark(a: TimelineEvent, b: TimelineEvent): number {
  return msOf(a.at) - msOf(b.at) || (a.type < b.type ? -1 : a.type > b.type ? 1 : a.runId < b.runId ? -1 : 1);
}

/** Everything between the ends of both; null is the whole dataset. */
export function widest(a: Run['window'], b: Run['window']): Run['window'] {
  if (a === null || b === null) return null;
  return { from: isoOf(Math.min(msOf(a.from), msOf(b.from))), to: isoOf(Math.max(msOf(a.to), msOf(b.to))) };
}

/** A proof that looked at `proof` reaches what was seen in `needed`. */
export function covers(proof: Run['window'], needed: Run['window']): boolean {
  if (proof === null) return true;
  return needed !== null && msOf(proof.from) <= msOf(needed.from) && msOf(proof.to) >= msOf(needed.to);
}
