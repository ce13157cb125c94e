import { closeSync, openSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Call } from '../client/encode-body.ts';
import { Limit } from '../connector/limit.ts';
import { UserError } from '../user-error.ts';
import { loadCursor, saveCursor } from './cursor.ts';
import { syncFolder } from './durable.ts';
import { type Entry, isDamage, readEntry, scanSegment } from './entry.ts';
import { encodeFrame, type ResultHead, readFrame } from './frame.ts';
import { KeepQueue, type Pending } from './keep-queue.ts';
import { lockFolder } from './lock.ts';
import { makeRoom } from './make-room.ts';
import { recover, tellDamage } from './recover.ts';
import { prepareFolder, type Segment, segmentPath } from './segment-files.ts';
import { boundSetAside, setRefusedAside } from './set-aside.ts';
import { bytesOf, limitsOf, noteNewest, type State, Tally, waitingOf } from './state.ts';

export type SpoolOptions = {
  folder: string;
  maxBytes: number;
  maxAgeMs: number | null;
  notice: (text: string) => void;
};

/** Answers of `head`: the oldest result that waits, and the first of its calls that has not been answered. */
export type Delivering = { entry: Entry; part: number };

const SAVE_EVERY_MS = 250;
const LOOK_ASIDE_EVERY = 50;

/**
 * Results that wait for Parallax, on disk, in order. One that is kept survives whatever ends the process or the machine, and leaves
 * only when Parallax has answered for good, or by the rules of `makeRoom`, which says so.
 */
export class Spool {
  private readonly state: State;
  private readonly unlock: () => void;
  private readonly turn = new Limit(1);
  private readonly queue: KeepQueue;
  private active: { segment: Segment; file: FileHandle } | null = null;
  private delivering: Entry | null = null;
  private found: { entry: Entry; segment: Segment } | null = null;
  private savedMs = 0;

  constructor({ folder, maxBytes, maxAgeMs, notice }: SpoolOptions) {
    prepareFolder(folder);
    this.unlock = lockFolder(folder);
    const cursor = loadCursor(folder);
    const limits = limitsOf(maxBytes, maxAgeMs);
    this.state = { folder, limits, cursor, segments: [], nextSeq: cursor.seq, newest: new Map(), notice };
    try {
      recover(this.state);
    } catch (error) {
      this.unlock();
      throw error;
    }
    this.queue = new KeepQueue((batch) => this.inTurn(() => this.store(batch)), notice);
  }

  get counts() {
    const { dropped, refused } = this.state.cursor;
    return { waiting: waitingOf(this.state), bytes: bytesOf(this.state), dropped, refused };
  }

  /** The largest result that can ever fit; a tenth is left for what stands around it. */
  get largestBytes(): number {
    return Math.floor(this.state.limits.capacityBytes * 0.9);
  }

  /**
   * Resolves with its number once the result is on disk to stay. While there is no room, or the disk is full, it waits; whoever hands
   * results in then waits with it, so that they do not gather in memory instead.
   */
  async keep(result: ResultHead, calls: readonly Call[], signal: AbortSignal): Promise<number> {
    const bytes = calls.reduce((sum, call) => sum + call.bytes.length, 0);
    if (bytes > this.largestBytes) {
      throw new UserError(
        `${result.label}: a result of ${bytes} bytes does not fit into the spool. Raise spool.maxBytes.`,
      );
    }
    return await this.queue.add(result, calls, signal);
  }

  /** The next result to deliver, or null where none waits. */
  async head(): Promise<Delivering | null> {
    return await this.inTurn(async () => {
      const entry = await this.findHead();
      this.delivering = entry;
      if (!entry) this.save();
      return entry ? { entry, part: entry.seq === this.state.cursor.seq ? this.state.cursor.part : 0 } : null;
    });
  }

  /** A call of the result that `head` answered with; undefined if it has been damaged since. */
  async read({ seq }: Entry, part: number): Promise<Call | undefined> {
    return await this.inTurn(async () => {
      const [segment] = this.state.segments;
      const entry = await this.findHead();
      const place = entry?.seq === seq ? entry.parts[part] : undefined;
      if (!segment || !entry || !place) return undefined;
      const fd = openSync(segment.path, 'r');
      try {
        const frame = readFrame(fd, place.offset, entry.offset + entry.bytes);
        return typeof frame === 'object' ? { path: place.path, gzip: place.gzip, bytes: frame.body } : undefined;
      } finally {
        closeSync(fd);
      }
    });
  }

  /** So many calls of a result have been answered. */
  async sent({ seq }: Entry, part: number): Promise<void> {
    await this.inTurn(async () => {
      Object.assign(this.state.cursor, { seq, part });
      this.saveNowAndThen();
    });
  }

  /** The result has arrived. */
  async delivered(entry: Entry): Promise<void> {
    await this.inTurn(async () => this.leave(entry));
  }

  /** Parallax will never take it: it is kept in a file of its own, with the reason, and makes way. Answers the file. */
  async refused(entry: Entry, reason: string): Promise<string> {
    return await this.inTurn(async () => {
      const { folder, limits, cursor, segments, notice } = this.state;
      const found = await this.findHead();
      const path = setRefusedAside(folder, segments[0]?.path ?? '', found?.seq === entry.seq ? found : entry, reason);
      cursor.refused += 1;
      this.leave(entry);
      this.save();
      const deleted = cursor.refused % LOOK_ASIDE_EVERY === 1 ? boundSetAside(folder, limits.setAsideBytes) : 0;
      if (deleted > 0) notice(`The oldest ${deleted} files in ${folder}/set-aside were deleted to bound their size.`);
      return path;
    });
  }

  async close(): Promise<void> {
    await this.inTurn(async () => {
      await this.seal();
      await this.findHead();
      this.save();
      this.unlock();
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.turn.enter();
    try {
      return await work();
    } finally {
      leave();
    }
  }

  private async store(batch: readonly Pending[]): Promise<'full' | number> {
    const done: { pending: Pending; bytes: number; seq: number }[] = [];
    let at = this.active?.segment.bytes ?? 0;
    try {
      for (const pending of batch) {
        const seq = this.state.nextSeq + done.length;
        const frames = framesOf(pending, seq);
        const bytes = frames.reduce((sum, { length }) => sum + length, 0);
        const isFull = at > 0 && at + bytes > this.state.limits.segmentBytes;
        if (isFull && done.length > 0) break;
        if (isFull) await this.seal();
        const unsaved = done.reduce((sum, one) => sum + one.bytes, 0);
        if (bytesOf(this.state) + unsaved + bytes > this.state.limits.capacityBytes) {
          if (done.length > 0) break;
          await this.seal();
          await this.findHead();
          if (!makeRoom(this.state, bytes, this.delivering?.seq ?? null)) return 'full';
        }
        this.active ??= await this.begin(seq);
        at = this.active.segment.bytes + unsaved;
        for (const frame of frames) at += await writeFully(this.active.file, frame, at);
        done.push({ pending, bytes, seq });
      }
      await this.active?.file.datasync();
    } catch (error) {
      await this.abandon();
      throw error;
    }
    for (const { pending, bytes, seq } of done) {
      const segment = this.active?.segment;
      if (!segment) continue;
      segment.bytes += bytes;
      segment.waiting += 1;
      if (pending.result.clean) segment.droppable += 1;
      noteNewest(this.state, seq, pending.result);
      this.state.nextSeq = seq + 1;
      pending.resolve(seq);
    }
    return done.length;
  }

  private async begin(seq: number) {
    const segment = { path: segmentPath(this.state.folder, seq), bytes: 0, from: 0, waiting: 0, droppable: 0 };
    // What an attempt that failed has left there never counted.
    const file = await open(segment.path, 'w', 0o600);
    this.state.segments.push(segment);
    this.active = { segment, file };
    syncFolder(this.state.folder);
    return this.active;
  }

  private async seal(): Promise<void> {
    const { active } = this;
    this.active = null;
    await active?.file.close();
  }

  /** After a failed write or sync nobody knows what is on disk behind the last good byte: it is cut off, and a new file begun. */
  private async abandon(): Promise<void> {
    const { active } = this;
    this.active = null;
    if (!active) return;
    await active.file.truncate(active.segment.bytes).catch(() => {});
    await active.file.close().catch(() => {});
    if (active.segment.bytes > 0) return;
    rmSync(active.segment.path, { force: true });
    this.state.segments.splice(this.state.segments.indexOf(active.segment), 1);
  }

  /** The first result at or behind the cursor. Deletes segments that are delivered, and drops what is too old. */
  private async findHead(): Promise<Entry | null> {
    const { state, found: known } = this;
    // Still there and not moved: a large result is not read through again for each of its calls.
    if (known && known.segment === state.segments[0] && known.segment.from === known.entry.offset) return known.entry;
    const expired = new Tally();
    let head: Entry | null = null;
    for (let segment = state.segments[0]; segment && !head; segment = state.segments[0]) {
      if (segment.from >= segment.bytes) {
        if (segment === this.active?.segment) break;
        this.save();
        rmSync(segment.path, { force: true });
        state.segments.shift();
        continue;
      }
      const fd = openSync(segment.path, 'r');
      const found = readEntry(fd, segment.from, segment.bytes);
      closeSync(fd);
      if (isDamage(found)) {
        tellDamage(state, segment.path, found);
        segment.from += found.bytes;
        this.recount(segment);
      } else if (found.seq < state.cursor.seq) segment.from += found.bytes;
      else if (this.isExpired(found)) {
        expired.add(found.result.label);
        state.cursor.dropped += 1;
        this.leave(found);
      } else {
        head = found;
        this.found = { entry: found, segment };
      }
    }
    if (expired.total > 0)
      state.notice(`Results older than spool.maxAge were dropped and will not reach Parallax: ${expired}.`);
    return head;
  }

  private isExpired({ seq, keptAtMs }: Entry): boolean {
    const { limits, cursor } = this.state;
    const underWay = seq === this.delivering?.seq || (seq === cursor.seq && cursor.part > 0);
    return limits.maxAgeMs !== null && !underWay && Date.now() - keptAtMs > limits.maxAgeMs;
  }

  private recount(segment: Segment): void {
    Object.assign(segment, { waiting: 0, droppable: 0 });
    for (const found of scanSegment(segment.path, segment.from)) {
      if (isDamage(found) || found.seq < this.state.cursor.seq) continue;
      segment.waiting += 1;
      if (found.result.clean) segment.droppable += 1;
    }
  }

  private leave({ seq, bytes, result }: Entry): void {
    const [segment] = this.state.segments;
    Object.assign(this.state.cursor, { seq: seq + 1, part: 0 });
    if (segment) {
      segment.from += bytes;
      segment.waiting -= 1;
      if (result.clean) segment.droppable -= 1;
    }
    if (waitingOf(this.state) === 0) this.state.newest.clear();
    this.saveNowAndThen();
  }

  private saveNowAndThen(): void {
    if (Date.now() - this.savedMs >= SAVE_EVERY_MS) this.save();
  }

  private save(): void {
    this.savedMs = Date.now();
    try {
      saveCursor(this.state.folder, this.state.cursor);
    } catch (error) {
      // No result depends on it: after a restart a few more are sent again, and Parallax takes each once.
      const why = error instanceof Error ? error.message : String(error);
      this.state.notice(`How far results were delivered cannot be written down: ${why}.`);
    }
  }
}

function framesOf({ result, calls, keptAtMs }: Pending, seq: number): Buffer[] {
  return calls.map(({ path, gzip, bytes }, part) =>
    encodeFrame({ seq, part, parts: calls.length, path, gzip, keptAtMs, result }, bytes),
  );
}

async function writeFully(file: FileHandle, bytes: Buffer, at: number): Promise<number> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
  return bytes.length;
}
