import type { Connection } from 'mysql2';
import { GOODBYE_MS, type Sockets } from '../sockets.ts';
import { within } from '../within.ts';
import { ask } from './ask.ts';
import { cutOff } from './connect.ts';

/** To answer what is asked of every new connection. */
const PREPARE_TIMEOUT_MS = 20_000;

/** Connections of one source. How many there may be at once its users decide (connector/limit.ts). */
export class Pool {
  private readonly sockets: Sockets;
  private readonly connect: () => Promise<Connection>;
  private readonly prepare: (connection: Connection) => Promise<void>;
  private readonly idle: Connection[] = [];
  private readonly all = new Set<Connection>();
  private closed = false;

  /** `connect` opens connections over `sockets`. */
  constructor(
    sockets: Sockets,
    connect: () => Promise<Connection>,
    prepare: (connection: Connection) => Promise<void>,
  ) {
    this.sockets = sockets;
    this.connect = connect;
    this.prepare = prepare;
  }

  /** What the server calls our connections. */
  get ids(): ReadonlySet<number> {
    return new Set([...this.all].map(({ threadId }) => threadId));
  }

  async take(): Promise<Connection> {
    const waiting = this.idle.pop();
    if (waiting) return waiting;
    if (this.closed) throw new Error('The connection is closed.');
    const connection = await this.connect();
    const forget = () => {
      this.all.delete(connection);
      if (this.idle.includes(connection)) this.idle.splice(this.idle.indexOf(connection), 1);
    };
    connection.on('error', forget);
    connection.on('end', forget);
    this.all.add(connection);
    try {
      const prepared = this.prepare(connection).then(() => true);
      const ready = await within(PREPARE_TIMEOUT_MS, prepared);
      if (!ready) throw new Error(`no answer for ${PREPARE_TIMEOUT_MS / 1_000} s`);
      if (this.closed) throw new Error('The connection is closed.');
    } catch (error) {
      await this.drop([connection]);
      throw error;
    }
    return connection;
  }

  /** A connection on which something has failed is better dropped. */
  giveBack(connection: Connection): void {
    if (this.all.has(connection)) this.idle.push(connection);
  }

  /**
   * Closes connections and kills what they were busy with: closing the socket would not stop a statement that only computes.
   * Never throws: what cannot be killed ends by itself.
   */
  async drop(connections: readonly Connection[]): Promise<void> {
    const busy = connections.filter((connection) => !this.idle.includes(connection));
    for (const connection of connections) this.all.delete(connection);
    if (busy.length > 0) await within(GOODBYE_MS, this.kill(busy));
    for (const connection of connections) cutOff(connection);
  }

  /** Says goodbye where nothing runs, so that the server does not note connections that broke. */
  async close(): Promise<void> {
    this.closed = true;
    const busy = [...this.all].filter((connection) => !this.idle.includes(connection));
    const ended = this.idle.map((connection) => new Promise<void>((done) => connection.end(() => done())));
    await this.sockets.close(Promise.all([...ended, this.drop(busy)]));
  }

  private async kill(connections: readonly Connection[]): Promise<void> {
    try {
      const killer = await this.connect();
      for (const { threadId } of connections) await ask(killer, `kill ${threadId}`).catch(() => {});
      cutOff(killer);
    } catch {
      // Nobody is left to report it to.
    }
  }
}
