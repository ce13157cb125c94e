import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlQuery, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils';
import { PrismaClient } from '#prisma/generated/client.ts';

/** What `enterScope` says holds until its transaction ends: the end of a savepoint is not that. */
const LEAVE_SCOPE = `RESET ROLE; SELECT set_config('parallax.migrations', '', true), set_config('parallax.user', '', true),
  set_config('parallax.instance', 'off', true)`;

const UNDONE_AT_ONCE = 100;

/**
 * A client whose transactions are savepoints of one that is never committed: what thousands of commands did is undone in a moment, and
 * the next begin where they did. One transaction at a time; constraints that are looked at by a COMMIT are not.
 */
export class UndoneDatabase {
  readonly #connection: SqlDriverAdapter;
  readonly #prisma: PrismaClient;
  #outer: Transaction | null = null;
  /** Whoever comes next waits for it: savepoints of two transactions would lie in each other. */
  #free: Promise<void> = Promise.resolve();
  #savepoints = 0;
  /** How the one before ends: said together with the beginning of the next, for half of the time is on the way. */
  #ending = '';
  #undone = 0;

  private constructor(connection: SqlDriverAdapter) {
    this.#connection = connection;
    const { provider, adapterName } = connection;
    this.#prisma = new PrismaClient({ adapter: { provider, adapterName, connect: async () => this.#adapter() } });
  }

  static async open(url: string): Promise<UndoneDatabase> {
    const connection = await new PrismaPg(
      { connectionString: url, max: 1 },
      { statementNameGenerator: nameOf },
    ).connect();
    await connection.executeScript("SET TIME ZONE 'UTC'");
    return new UndoneDatabase(connection);
  }

  async begin(): Promise<void> {
    this.#ending = '';
    this.#outer = await this.#connection.startTransaction();
  }

  /** Once whatever is under way has come to its end. */
  async undo(): Promise<void> {
    const release = await this.#lend();
    await say(this.#began(), 'ROLLBACK');
    await this.#began().rollback();
    this.#outer = null;
    this.#undone += 1;
    // What was undone is still in the pages of the tables, and the servers of tests clear nothing away by themselves.
    if (this.#undone % UNDONE_AT_ONCE === 0) await this.#connection.executeScript('VACUUM');
    release();
  }

  /** Another one each time: what is kept for one client in the memory of this process is not kept for the next. */
  get db(): PrismaClient {
    return new Proxy(this.#prisma, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  async close(): Promise<void> {
    await this.#prisma.$disconnect();
    await this.#connection.dispose();
  }

  #began(): Transaction {
    if (!this.#outer) throw new Error('Nothing was begun that could be undone.');
    return this.#outer;
  }

  async #lend(): Promise<() => void> {
    const before = this.#free;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#free = promise;
    await before;
    return resolve;
  }

  #adapter(): SqlDriverAdapter {
    const { provider, adapterName } = this.#connection;
    /** A statement by itself is a transaction, too. */
    const byItself = async <T>(work: (tx: SqlQueryable) => Promise<T>): Promise<T> => {
      const tx = await this.#savepoint();
      try {
        const result = await work(tx);
        await tx.commit();
        return result;
      } catch (error) {
        await tx.rollback();
        throw error;
      }
    };
    return {
      provider,
      adapterName,
      queryRaw: async (query) => await byItself((tx) => tx.queryRaw(query)),
      executeRaw: async (query) => await byItself((tx) => tx.executeRaw(query)),
      executeScript: async (script) => await byItself((tx) => say(tx, script)),
      startTransaction: async () => await this.#savepoint(),
      dispose: async () => {},
    };
  }

  async #savepoint(): Promise<Transaction> {
    const release = await this.#lend();
    const outer = this.#began();
    this.#savepoints += 1;
    const name = `undone_${this.#savepoints}`;
    await say(outer, `${this.#ending}SAVEPOINT ${name}`);
    const end = async (how: string) => {
      this.#ending = `${how}; ${LEAVE_SCOPE}; `;
      release();
    };
    return {
      provider: outer.provider,
      adapterName: outer.adapterName,
      // `commit` and `rollback` say what there is to say: Prisma sends no COMMIT of its own.
      options: { usePhantomQuery: true },
      queryRaw: async (query) => await outer.queryRaw(query),
      // For the one around it there is no way back from read-only.
      executeRaw: async (query) => (/^SET TRANSACTION\b/.test(query.sql) ? 0 : await outer.executeRaw(query)),
      commit: async () => await end(`RELEASE SAVEPOINT ${name}`),
      rollback: async () => await end(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`),
    };
  }
}

const say = async (tx: SqlQueryable, sql: string): Promise<void> => {
  await tx.executeRaw({ sql, args: [], argTypes: [] });
};

/** Planned once, not thousands of times; what has no arguments may be several statements, which cannot be. */
const nameOf = ({ sql, args }: SqlQuery) => (args.length > 0 ? createHash('md5').update(sql).digest('hex') : '');
