import { rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { syncFolder } from './durable.ts';
import { encodeFrame } from './frame.ts';
import type { Pending } from './keep-queue.ts';
import { type Segment, segmentPath } from './segment-files.ts';
import { bytesOf, noteNewest, type State } from './state.ts';

/** Writes results behind one another. The newest segment is open for it, until it has its size. */
export class Appender {
  private active: { segment: Segment; file: FileHandle } | null = null;
  private readonly state: State;

  constructor(state: State) {
    this.state = state;
  }

  isOpen(segment: Segment): boolean {
    return segment === this.active?.segment;
  }

  /**
   * Writes the first of a batch, as many as go into one segment, and syncs them together. Answers how many, or `full`. `hasRoom` is
   * asked only while no segment is open: what it does may replace any of them.
   */
  async append(batch: readonly Pending[], hasRoom: (bytes: number) => Promise<boolean>): Promise<'full' | number> {
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
          if (!(await hasRoom(bytes))) return 'full';
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

  async seal(): Promise<void> {
    const { active } = this;
    this.active = null;
    await active?.file.close();
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
}

function framesOf({ result, calls, keptAtMs, written }: Pending, seq: number): Buffer[] {
  return calls.map(({ path, gzip, bytes }, part) =>
    encodeFrame({ seq, part, parts: calls.length, path, gzip, keptAtMs, written, result }, bytes),
  );
}

async function writeFully(file: FileHandle, bytes: Buffer, at: number): Promise<number> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
  return bytes.length;
}
