import { closeSync, openSync } from 'node:fs';
import type { Call } from '../client/encode-body.ts';
import { Limit } from '../connector/limit.ts';
import { UserError } from '../user-error.ts';
import { Appender } from './appender.ts';
import { loadCursor, saveCursor } from './cursor.ts';
import type { Entry } from './entry.ts';
import { type ResultHead, readFrame } from './frame.ts';
import { Front } from './front.ts';
import { KeepQueue } from './keep-queue.ts';
import { lockFolder } from './lock.ts';
import { makeRoom } from './make-room.ts';
import { recover } from './recover.ts';
import { prepareFolder } from './segment-files.ts';
import { boundSetAside, setRefusedAside } from './set-aside.ts';
import { bytesOf, limitsOf, type State, waitingOf } from './state.ts';

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
 * only when Parallax has answered for good, or by the rules of `makeRoom`, which reports that.
 */
export class Spool {
  private readonly state: State;
  private readonly unlock: () => void;
  private readonly turn = new Limit(1);
  private readonly queue: KeepQueue;
  private readonly appender: Appender;
  private readonly front: Front;
  private delivering: Entry | null = null;
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
    this.appender = new Appender(this.state);
    this.front = new Front(
      this.state,
      (segment) => this.appender.isOpen(segment),
      () => this.save(),
    );
    this.queue = new KeepQueue((batch) => this.oneAtATime(() => this.appender.append(batch, this.hasRoom)), notice);
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
    return await this.oneAtATime(async () => {
      const entry = this.front.find(this.delivering);
      this.delivering = entry;
      if (!entry) this.save();
      return entry ? { entry, part: entry.seq === this.state.cursor.seq ? this.state.cursor.part : 0 } : null;
    });
  }

  /** A call of the result that `head` answered with; undefined if it has been damaged since. */
  async read({ seq }: Entry, part: number): Promise<Call | undefined> {
    return await this.oneAtATime(async () => {
      const entry = this.front.find(this.delivering);
      const [segment] = this.state.segments;
      const place = entry?.seq === seq ? entry.parts[part] : undefined;
      if (!segment || !entry || !place) return undefined;
      const fd = openSync(segment.path, 'r');
      try {
        const frame = readFrame(fd, place.offset, entry.offset + entry.bytes);
        if (typeof frame === 'object' && frame.head.seq === seq && frame.head.part === part)
          return { path: place.path, gzip: place.gzip, bytes: frame.body };
        this.front.forget();
        return undefined;
      } finally {
        closeSync(fd);
      }
    });
  }

  /** So many calls of a result have been answered. */
  async sent({ seq }: Entry, part: number): Promise<void> {
    await this.oneAtATime(async () => {
      Object.assign(this.state.cursor, { seq, part });
      this.saveNowAndThen();
    });
  }

  /** The result has arrived. */
  async delivered(entry: Entry): Promise<void> {
    await this.oneAtATime(async () => this.leave(entry));
  }

  /** Parallax will never take it: it is kept in a file of its own, with the reason, and makes way. Answers the file. */
  async refused(entry: Entry, reason: string): Promise<string> {
    return await this.oneAtATime(async () => {
      const { folder, limits, cursor, segments, notice } = this.state;
      const found = this.front.find(this.delivering);
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
    await this.oneAtATime(async () => {
      await this.appender.seal();
      this.front.find(this.delivering);
      this.save();
      this.unlock();
    });
  }

  private async oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.turn.enter();
    try {
      return await work();
    } finally {
      leave();
    }
  }

  private readonly hasRoom = async (bytes: number): Promise<boolean> => {
    this.front.find(this.delivering);
    // What is delivered may be deleted now: no start may look for it.
    this.save();
    const { dropped } = this.state.cursor;
    try {
      return makeRoom(this.state, bytes, this.delivering?.seq ?? null);
    } finally {
      this.front.forget();
      if (this.state.cursor.dropped > dropped) this.save();
    }
  };

  private leave(entry: Entry): void {
    this.front.leave(entry);
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
