import pg from 'pg';

export type Listening = { stop(): Promise<void> };

export type ListenOptions = {
  url: string;
  channel: string;
  onPayload: (payload: string) => void;
  /** After each (re)connection: whatever was sent in between is lost, so the listener has to look for itself. */
  onConnected?: () => void;
};

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
/** A connection that a firewall forgot about tells nobody: ask it now and then. */
const ALIVE_EVERY_MS = 15_000;

/** Listens on a PostgreSQL channel for as long as the process lives, over outages of the database. */
export function listen(options: ListenOptions): Listening {
  let stopped = false;
  let client: pg.Client | null = null;
  let retryMs = FIRST_RETRY_MS;
  let retry: NodeJS.Timeout | undefined;

  const connect = async () => {
    const current = new pg.Client({ connectionString: options.url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    client = current;
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      clearInterval(pulse);
      current.end().catch(() => {});
      if (stopped) return;
      retry = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    };
    const pulse = setInterval(() => current.query('SELECT 1').catch(end), ALIVE_EVERY_MS);
    current.on('error', end);
    current.on('end', end);
    current.on('notification', (message) => options.onPayload(message.payload ?? ''));
    try {
      await current.connect();
      await current.query(`LISTEN ${pg.escapeIdentifier(options.channel)}`);
      retryMs = FIRST_RETRY_MS;
      options.onConnected?.();
    } catch {
      end();
    }
  };

  void connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
