import type { Entry } from './entry.ts';
import { rewriteSegment } from './rewrite-segment.ts';
import type { Segment } from './segment-files.ts';
import { bytesOf, isObsolete, type State, Tally } from './state.ts';

/**
 * Drops results until `bytes` more fit, and one segment beyond that, so that the work is not done again for the next one. First those
 * that found no difference and are made obsolete by a newer one of the same check and day, then the oldest that found none. One that
 * found something is never dropped: a later match would make the day look as if nothing had been. Nor is the one being delivered.
 * False: there is no room.
 */
export function makeRoom(state: State, bytes: number, deliveringSeq: number | null): boolean {
  const { capacityBytes, segmentBytes } = state.limits;
  if (bytesOf(state) + bytes <= capacityBytes) return true;
  const [obsolete, oldest] = [new Tally(), new Tally()];
  const tooMuch = () => bytesOf(state) + bytes + segmentBytes - capacityBytes;
  const mayGo = ({ seq, result }: Entry) => result.clean && seq !== deliveringSeq;
  try {
    for (const segment of droppable(state)) {
      if (tooMuch() <= 0) break;
      drop(state, segment, obsolete, (entry) => mayGo(entry) && isObsolete(state, entry.seq, entry.result));
    }
    if (bytesOf(state) + bytes > capacityBytes) {
      for (const segment of droppable(state)) {
        let still = tooMuch();
        drop(state, segment, oldest, (entry) => {
          if (still <= 0 || !mayGo(entry)) return false;
          still -= entry.bytes;
          return true;
        });
        if (tooMuch() <= 0) break;
      }
    }
  } finally {
    report(state, obsolete, oldest);
  }
  return bytesOf(state) + bytes <= capacityBytes;
}

const droppable = (state: State) => state.segments.filter((segment) => segment.droppable > 0);

function drop(state: State, segment: Segment, tally: Tally, may: (entry: Entry) => boolean): void {
  const dropped: string[] = [];
  let [waiting, droppable] = [0, 0];
  const bytes = rewriteSegment(segment.path, (entry) => {
    if (entry.seq < state.cursor.seq) return false;
    if (may(entry)) {
      dropped.push(entry.result.label);
      return false;
    }
    waiting += 1;
    if (entry.result.clean) droppable += 1;
    return true;
  });
  for (const label of dropped) tally.add(label);
  Object.assign(segment, { bytes, from: 0, waiting, droppable });
  if (bytes === 0) state.segments.splice(state.segments.indexOf(segment), 1);
}

function report(state: State, obsolete: Tally, oldest: Tally): void {
  const total = obsolete.total + oldest.total;
  if (total === 0) return;
  state.cursor.dropped += total;
  const parts = [
    ...(obsolete.total > 0 ? [`${obsolete.total} that a newer result of the day makes obsolete (${obsolete})`] : []),
    ...(oldest.total > 0 ? [`the oldest ${oldest.total} of the others (${oldest})`] : []),
  ];
  state.notice(
    `The spool is full. Results that found no difference were dropped and will not reach Parallax: ${parts.join('; ')}. Dropped so far: ${state.cursor.dropped}.`,
  );
}
