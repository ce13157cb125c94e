import type { Connection } from 'mysql2';
import { ask } from './ask.ts';

/** Connections of one source. How many there may be at once its users decide (connector/limit.ts). */
export class Pool {
  private readonly connect: () => Promise<Connection>;
  private readonly prepare: (connection: Connection) => Promise<void>;
  private readonly idle: Connection[] = [];
  private readonly all = new Set<Connection>();

  constructor(connect: () => Promise<Connection>, prepare: (connection: Connection) => Promise<void>) {
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
    const connection = await this.connect();
    const forget = () => {
      this.all.delete(connection);
      if (this.idle.includes(connection)) this.idle.splice(this.idle.indexOf(connection), 1);
    };
    connection.on('error', forget);
    connection.on('end', forget);
    this.all.add(connection);
    try {
      await this.prepare(connection);
    } catch (error) {
      await this.drop([connection]);
      throw error;
    }
    return connection;
  }

  giveBack(connection: Connection): void {
    if (this.all.has(connection)) this.idle.push(connection);
  }

  /**
   * Closes connections and kills what they were busy with: closing the socket would not stop a statement that only computes.
   * Never throws: what cannot be killed ends by itself.
   */
  async drop(connections: readonly Connection[]): Promise<void> {
    const busy = connections.filter((connection) => !this.idle.includes(connection));
    for (const connection of connections) {
      this.all.delete(connection);
      connection.destroy();
    }
    if (busy.length === 0) return;
    try {
      const killer = await this.connect();
      for (const { threadId } of busy) await ask(killer, `kill ${threadId}`).catch(() => {});
      killer.destroy();
    } catch {
      // Nobody is there to be told.
    }
  }

  async dropAll(): Promise<void> {
    await this.drop([...this.all]);
  }

  /** Says goodbye where nothing runs, so that the server does not note connections that broke. */
  async close(): Promise<void> {
    const busy = [...this.all].filter((connection) => !this.idle.includes(connection));
    const ended = this.idle.map((connection) => new Promise<void>((done) => connection.end(() => done())));
    await Promise.all([...ended, this.drop(busy)]);
  }
}
