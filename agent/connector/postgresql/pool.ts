import type { Socket } from 'node:net';
import pg from 'pg';
import { UserError } from '../../user-error.ts';
import { GOODBYE_MS, Sockets } from '../sockets.ts';
import { within } from '../within.ts';
import { cancelRunning } from './cancel-running.ts';

/** Limit for connecting, signing in and setting up a connection. */
const CONNECT_TIMEOUT_MS = 20_000;

export type PoolOptions = { url: string; place: string; applicationName: string };

/** Connections of one source. How many there may be at once its users decide (connector/limit.ts). */
export class Pool {
  private readonly options: PoolOptions;
  private readonly sockets = new Sockets();
  private readonly all = new Map<pg.Client, Socket>();
  private readonly idle: pg.Client[] = [];
  private closed = false;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  async take(): Promise<pg.Client> {
    const ready = this.idle.pop();
    if (ready) return ready;
    if (this.closed) throw new Error('The connection is closed.');
    const { url, place, applicationName } = this.options;
    const socket = this.sockets.create();
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      keepAlive: true,
      stream: () => socket,
    });
    const forget = () => this.forget(client);
    client.on('error', forget);
    client.on('end', forget);
    const prepared = client.connect().then(() => client.query('set default_transaction_read_only = on'));
    try {
      const answer = await within(CONNECT_TIMEOUT_MS, prepared);
      if (!answer) throw new Error(`no answer for ${CONNECT_TIMEOUT_MS / 1_000} s`);
    } catch (error) {
      prepared.catch(() => {});
      await within(GOODBYE_MS, client.end());
      socket.destroy();
      throw new UserError(`Cannot connect to PostgreSQL at ${place}: ${messageOf(error)}`);
    }
    this.all.set(client, socket);
    if (!this.closed) return client;
    await this.drop(client);
    throw new Error('The connection is closed.');
  }

  /** A connection on which something has failed is better dropped. */
  giveBack(client: pg.Client): void {
    if (this.all.has(client)) this.idle.push(client);
  }

  /** Tells the server to give up what a connection is busy with. */
  async cancel(client: pg.Client): Promise<void> {
    await cancelRunning(client, this.sockets);
  }

  /** Ends a connection and what it is busy with: closing the socket would not stop a statement that only computes. */
  async drop(client: pg.Client): Promise<void> {
    const socket = this.all.get(client);
    if (!this.idle.includes(client)) await within(GOODBYE_MS, this.cancel(client));
    this.forget(client);
    await within(GOODBYE_MS, client.end());
    socket?.destroy();
  }

  /** Leaves no connection, no statement and no socket behind, also of connections that are only being made. */
  async close(): Promise<void> {
    this.closed = true;
    await this.sockets.close(Promise.all([...this.all.keys()].map((client) => this.drop(client))));
  }

  private forget(client: pg.Client): void {
    this.all.delete(client);
    if (this.idle.includes(client)) this.idle.splice(this.idle.indexOf(client), 1);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
