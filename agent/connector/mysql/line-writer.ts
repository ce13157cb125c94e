import type { RowBatch } from '../../row/row-batch.ts';
import { singleText } from '../../value/canonical-float.ts';
import { TOO_LONG } from './wire.ts';

const UNSENT = Buffer.from(TOO_LONG);
const [TAB, NEWLINE, BACKSLASH, CAPITAL_N] = [9, 10, 92, 78];
const FIRST_BATCH_BYTES = 64 * 1_024;
/** What COPY escapes, by the byte it stands for: b t n v f r. */
const ESCAPES = new Map([8, 9, 10, 11, 12, 13].map((byte, i) => [byte, 'btnvfr'.charCodeAt(i)]));
ESCAPES.set(BACKSLASH, BACKSLASH);

/** Writes rows of bytes as COPY lines into one buffer, which `take` hands over. */
export class LineWriter {
  private buffer = Buffer.allocUnsafe(FIRST_BATCH_BYTES);
  private starts: number[] = [];
  private ends: number[] = [];
  private at = 0;
  /** A row had a value that the server could not send. */
  tooLong = false;

  /** How much waits. */
  get bytes(): number {
    return this.at;
  }

  /** `singles`: places of fields that are FLOATs, written as doubles. */
  add(fields: readonly unknown[], singles: ReadonlySet<number>): void {
    this.starts.push(this.at);
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i];
      if (i > 0) this.buffer[this.at++] = TAB;
      if (!Buffer.isBuffer(field)) this.writeNull();
      else if (singles.has(i)) this.write(Buffer.from(singleText(Number(field.toString('latin1')))));
      else this.write(field);
    }
    this.ends.push(this.at);
    this.reserve(8);
    this.buffer[this.at++] = NEWLINE;
  }

  take(): RowBatch {
    const batch = { bytes: this.buffer.subarray(0, this.at), starts: this.starts, ends: this.ends };
    this.buffer = Buffer.allocUnsafe(Math.max(FIRST_BATCH_BYTES, Math.min(this.at, 1 << 21)));
    [this.starts, this.ends, this.at] = [[], [], 0];
    return batch;
  }

  private writeNull(): void {
    this.reserve(8);
    this.buffer[this.at++] = BACKSLASH;
    this.buffer[this.at++] = CAPITAL_N;
  }

  private write(field: Buffer): void {
    if (field.length === UNSENT.length && field.equals(UNSENT)) this.tooLong = true;
    this.reserve(2 * field.length + 8);
    let at = this.at;
    for (let i = 0; i < field.length; i++) {
      const byte = field[i] ?? 0;
      const letter = byte === BACKSLASH || (byte < 14 && byte > 7) ? ESCAPES.get(byte) : undefined;
      if (letter !== undefined) this.buffer[at++] = BACKSLASH;
      this.buffer[at++] = letter ?? byte;
    }
    this.at = at;
  }

  /** Room for so many bytes more, and always for the delimiter after them. */
  private reserve(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
