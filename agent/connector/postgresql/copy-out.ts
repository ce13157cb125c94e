import type { Connection, Submittable } from 'pg';
import type { RowBatch, RowStream } from '../../row/row-batch.ts';
import { notWhole } from '../not-whole.ts';

const HEADER = 5;
const COPY_DATA = 'd'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
/** Frames of the copy itself that nobody else needs to see: CopyOutResponse, CopyDone. */
const SWALLOWED = new Set(['H'.charCodeAt(0), 'c'.charCodeAt(0)]);
/** The socket rests while this much waits to be read: memory stays flat however large the table. */
const MAX_WAITING_BYTES = 1 << 20;

type DataListener = (chunk: Buffer) => void;

/**
 * `COPY … TO STDOUT` as a stream of rows. While it runs it reads the socket itself: a row is two numbers, not objects of its
 * own, which is what makes a full scan as fast as the server sends it. Every frame that is not a row goes to the driver.
 */
export class CopyOut implements Submittable, RowStream {
  private readonly sql: string;
  private connection: Connection | undefined;
  private driver: DataListener[] = [];
  private rest: Buffer = Buffer.alloc(0);
  private waiting: RowBatch[] = [];
  private waitingBytes = 0;
  private state: 'running' | 'done' | Error = 'running';
  private wake: () => void = () => {};
  private abandoned = false;
  private paused = false;
  private received = 0;
  /** Rows that the server says it has sent. */
  private sent = 0;

  constructor(sql: string) {
    this.sql = sql;
  }

  /** The server has not said yet that it is through with it. */
  get running(): boolean {
    return this.state === 'running';
  }

  submit(connection: Connection): void {
    this.connection = connection;
    // The driver's own listener; it takes whole chunks and has nothing pending while the connection is idle.
    this.driver = connection.stream.listeners('data').filter((one): one is DataListener => typeof one === 'function');
    connection.stream.removeAllListeners('data');
    connection.stream.on('data', this.take);
    connection.query(this.sql);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RowBatch> {
    try {
      while (true) {
        const batch = this.waiting.shift();
        if (batch) {
          this.waitingBytes -= batch.bytes.length;
          if (this.waitingBytes < MAX_WAITING_BYTES) this.resume();
          yield batch;
        } else if (this.state === 'running') {
          await new Promise<void>((resolve) => {
            this.wake = resolve;
          });
        } else if (this.state === 'done') return;
        else throw this.state;
      }
    } finally {
      this.abandoned = true;
      this.waiting = [];
      this.resume();
    }
  }

  handleError(error: Error): void {
    this.finish(error);
  }

  handleReadyForQuery(): void {
    // The server counts what it sends: what lies between may not drop any of it.
    if (this.received === this.sent) this.finish('done');
    else this.finish(notWhole(this.received, this.sent));
  }

  handleCommandComplete(message: { text: string }): void {
    this.sent = Number(/^COPY (\d+)$/.exec(message.text)?.[1]);
  }

  handleEmptyQuery(): void {}
  handleRowDescription(): void {}
  handlePortalSuspended(): void {}

  private readonly take = (chunk: Buffer): void => {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const starts: number[] = [];
    const ends: number[] = [];
    let at = 0;
    while (at + HEADER <= bytes.length) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) break;
      const kind = bytes[at];
      if (kind === COPY_DATA) {
        starts.push(at + HEADER);
        ends.push(end - 1);
      } else if (kind === READY_FOR_QUERY) {
        this.deliver({ bytes, starts, ends });
        this.handBack(bytes.subarray(at));
        return;
      } else if (kind === undefined || !SWALLOWED.has(kind)) {
        for (const listener of this.driver) listener(bytes.subarray(at, end));
      }
      at = end;
    }
    this.rest = bytes.subarray(at);
    this.deliver({ bytes, starts, ends });
  };

  private deliver(batch: RowBatch): void {
    this.received += batch.starts.length;
    if (batch.starts.length === 0 || this.abandoned) return;
    this.waiting.push(batch);
    this.waitingBytes += batch.bytes.length;
    if (this.waitingBytes >= MAX_WAITING_BYTES && !this.paused) {
      this.paused = true;
      this.connection?.stream.pause();
    }
    this.wake();
  }

  private handBack(bytes: Buffer): void {
    const stream = this.connection?.stream;
    stream?.removeListener('data', this.take);
    for (const listener of this.driver) stream?.on('data', listener);
    for (const listener of this.driver) listener(bytes);
  }

  private finish(state: 'done' | Error): void {
    // After an error the server still says that it is ready: the first word counts.
    if (this.state === 'running') this.state = state;
    this.wake();
  }

  private resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.connection?.stream.resume();
  }
}
