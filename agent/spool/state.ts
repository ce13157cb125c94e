import type { Cursor } from './cursor.ts';
import type { ResultHead } from './frame.ts';
import type { Segment } from './segment-files.ts';

export type Limits = {
  /** Of the files with waiting results together; a temporary copy of one segment comes on top and stays within maxBytes. */
  capacityBytes: number;
  segmentBytes: number;
  setAsideBytes: number;
  /** Null: results wait for as long as it takes. */
  maxAgeMs: number | null;
};

/** What a spool keeps in memory: a few numbers a segment, and one for each check and day. Never a result. */
export type State = {
  folder: string;
  limits: Limits;
  cursor: Cursor;
  /** Oldest first. */
  segments: Segment[];
  nextSeq: number;
  /** The newest result of each check and day. */
  newest: Map<string, number>;
  notice: (text: string) => void;
};

export function limitsOf(maxBytes: number, maxAgeMs: number | null): Limits {
  const segmentBytes = Math.min(8 * 1_024 * 1_024, Math.floor(maxBytes / 32));
  return { capacityBytes: maxBytes - segmentBytes, segmentBytes, setAsideBytes: Math.floor(maxBytes / 8), maxAgeMs };
}

export const bytesOf = ({ segments }: State) => segments.reduce((sum, { bytes }) => sum + bytes, 0);
export const waitingOf = ({ segments }: State) => segments.reduce((sum, { waiting }) => sum + waiting, 0);

const placeOf = ({ checkId, day }: ResultHead) => `${checkId} ${day}`;

/** A newer result of the same check waits, for the same day. */
export function isObsolete({ newest }: State, seq: number, result: ResultHead): boolean {
  return seq < (newest.get(placeOf(result)) ?? 0);
}

export function noteNewest({ newest }: State, seq: number, result: ResultHead): void {
  newest.set(placeOf(result), seq);
}

/** "orders record_count 12, stock field_level 3 and 7 of other checks" */
export class Tally {
  private readonly counts = new Map<string, number>();
  total = 0;

  add(label: string): void {
    this.total += 1;
    this.counts.set(label, (this.counts.get(label) ?? 0) + 1);
  }

  toString(): string {
    const named = [...this.counts].sort((a, b) => b[1] - a[1]).slice(0, 8);
    const rest = this.total - named.reduce((sum, [, count]) => sum + count, 0);
    const words = named.map(([label, count]) => `${label} ${count}`).join(', ');
    return rest > 0 ? `${words} and ${rest} of other checks` : words;
  }
}
