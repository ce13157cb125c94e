import { type Listening, listen } from '../listen.ts';
import { LIVE_CHANNEL } from '../outbox/append-changes.ts';
import { type LiveEvent, readLiveEvent } from './live-event.ts';

/** A reader that does not keep up gets one message to ask for everything, instead of growing without end. */
const MAX_WAITING = 500;

type Reader = { waiting: LiveEvent[]; wake: () => void };

/**
 * One LISTEN connection for a process, however many pages are open; each reader gets every event and picks what it may see.
 * After an outage every stream reports that something may have been missed.
 */
export class LiveHub {
  readonly #url: string;
  readonly #readers = new Set<Reader>();
  #listening: Listening | null = null;
  readonly #closed = new AbortController();
  #lastId = '0';

  constructor(url: string) {
    this.#url = url;
  }

  async *read(until: AbortSignal): AsyncGenerator<LiveEvent> {
    const signal = AbortSignal.any([until, this.#closed.signal]);
    let wake = () => {};
    const reader: Reader = { waiting: [], wake: () => wake() };
    const stop = () => wake();
    signal.addEventListener('abort', stop, { once: true });
    this.#readers.add(reader);
    this.#listening ??= this.#listen();
    try {
      while (!signal.aborted) {
        const next = reader.waiting.shift();
        if (next) {
          yield next;
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (signal.aborted || reader.waiting.length > 0) resolve();
        });
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#readers.delete(reader);
    }
  }

  /** Position of the newest event that was heard. */
  get lastId(): string {
    return this.#lastId;
  }

  /** Ends every stream: a server that is told to stop would wait for them. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#listening?.stop();
    this.#listening = null;
  }

  #listen(): Listening {
    let isFirst = true;
    return listen({
      url: this.#url,
      channel: LIVE_CHANNEL,
      onPayload: (payload) => this.#hear(payload),
      onConnected: () => {
        if (!isFirst) this.#tell(this.#everything());
        isFirst = false;
      },
    });
  }

  #hear(payload: string): void {
    const event = readLiveEvent(payload);
    if (!event) return;
    this.#lastId = event.id;
    this.#tell(event);
  }

  #tell(event: LiveEvent): void {
    for (const reader of this.#readers) {
      if (reader.waiting.length >= MAX_WAITING) reader.waiting = [this.#everything()];
      else reader.waiting.push(event);
      reader.wake();
    }
  }

  #everything(): LiveEvent {
    return { id: this.#lastId, topic: 'all', migrationId: null, ids: [] };
  }
}

const globals: typeof globalThis & { parallaxLive?: LiveHub } = globalThis;

/** The hub of this process, on the database of this process; it ends with the process being told to stop. */
export function liveHub(): LiveHub {
  if (!globals.parallaxLive) {
    const hub = new LiveHub(process.env.DATABASE_URL ?? '');
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void hub.close());
    globals.parallaxLive = hub;
  }
  return globals.parallaxLive;
}
