import { Worker } from 'node:worker_threads';
import { batchOfLines, type RowStream } from '../../row/row-batch.ts';
import { UserError } from '../../user-error.ts';
import type { Answers, FromReader, Request, ToReader } from './messages.ts';

type Waiter = { resolve: (message: FromReader) => void; reject: (error: Error) => void };

/** The main thread's end of one reader. Requests go one after the other: a reader that is still busy can only be stopped. */
export class ReaderThread {
  private readonly worker: Worker;
  private readonly inbox: FromReader[] = [];
  private waiter: Waiter | undefined;
  private broken: Error | undefined;
  /** A request that is not answered to its end yet. */
  private asked = false;

  constructor(file: string) {
    this.worker = new Worker(new URL('./reader.ts', import.meta.url), { workerData: { file } });
    this.worker.on('message', (message: FromReader) => {
      if (this.waiter) this.waiter.resolve(message);
      else this.inbox.push(message);
      this.waiter = undefined;
    });
    this.worker.on('error', (error) => this.break(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.break(new Error('The SQLite reader was stopped.')));
    // A reader that waits for work keeps nobody from exiting.
    this.worker.unref();
  }

  get usable(): boolean {
    return this.broken === undefined;
  }

  get busy(): boolean {
    return this.asked;
  }

  async ask<R extends Exclude<Request, { op: 'rows' }>>(request: R): Promise<Answers[R['op']]> {
    this.post({ kind: 'request', request });
    const message = await this.next();
    if (message.kind !== 'answer') throw new Error(`The SQLite reader answered ${request.op} with ${message.kind}.`);
    // What a reader answers to which request is fixed in messages.ts; threads cannot tell it to the compiler.
    return message.value as Answers[R['op']];
  }

  async *rows(request: Extract<Request, { op: 'rows' }>): RowStream {
    this.post({ kind: 'request', request });
    let ended = false;
    try {
      while (true) {
        const message = await this.next();
        ended = message.kind === 'end';
        if (message.kind !== 'batch') return;
        this.post({ kind: 'credit' });
        yield batchOfLines(Buffer.from(message.bytes.buffer));
      }
    } finally {
      if (!ended) void this.stop();
    }
  }

  /** Resolves when the thread is gone. */
  async stop(): Promise<void> {
    this.break(new Error('The SQLite reader was stopped.'));
    await this.worker.terminate();
  }

  private post(message: ToReader): void {
    if (this.broken) throw this.broken;
    if (message.kind === 'request') {
      // Answers carry no name: a second request would take the answer to the first one for its own.
      if (this.asked) throw new Error('The SQLite reader was asked twice at once.');
      this.asked = true;
      this.worker.ref();
    }
    this.worker.postMessage(message);
  }

  private async next(): Promise<FromReader> {
    const message = this.inbox.shift() ?? (await this.arrival());
    if (message.kind !== 'batch') {
      this.asked = false;
      this.worker.unref();
    }
    if (message.kind === 'error') throw message.user ? new UserError(message.message) : new Error(message.message);
    return message;
  }

  private arrival(): Promise<FromReader> {
    return new Promise((resolve, reject) => {
      if (this.broken) reject(this.broken);
      else this.waiter = { resolve, reject };
    });
  }

  private break(error: Error): void {
    this.broken ??= error;
    this.waiter?.reject(this.broken);
    this.waiter = undefined;
  }
}
