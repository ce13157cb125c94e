import { randomBytes } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * What the schema engine speaks to. Prisma's adapter for `pg` (7.10) is made for the client; for the engine three things
 * are put right: scripts run whole, its temporary database is really another one, and it can read the catalogue.
 */
export class EngineAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #url: string;
  readonly #pools: pg.Pool[] = [];
  #temporary: string | null = null;

  constructor(databaseUrl: string) {
    this.#url = databaseUrl;
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#open(this.#url);
  }

  /** The adapter's own version names another database, but a connection string overrules the name. */
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    this.#temporary = `parallax_diff_${randomBytes(6).toString('hex')}`;
    await this.#administer(`CREATE DATABASE ${this.#temporary}`);
    const url = new URL(this.#url);
    url.pathname = `/${this.#temporary}`;
    return this.#open(url.href);
  }

  /** The engine closes nothing, and holds an advisory lock in its session for as long as that lives. */
  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
    if (this.#temporary) await this.#administer(`DROP DATABASE ${this.#temporary} WITH (FORCE)`);
  }

  async #open(connectionString: string): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({ connectionString, max: 2 });
    pool.on('error', () => {});
    this.#pools.push(pool);
    const adapter = await new PrismaPg(pool).connect();
    const characters = readCharacters(pool);
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      // The adapter cuts at every semicolon, which tears functions apart and commits each piece. As one query PostgreSQL
      // parses it itself and runs it as one transaction: a schema migration is applied whole or not at all.
      executeScript: async (script: string) => {
        await pool.query(script);
      },
      queryRaw: async (query: SqlQuery) => {
        const result = await queryRaw(query);
        const columnTypes = result.columnTypes.map((type, index) =>
          characters.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      },
    });
  }

  async #administer(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url });
    client.on('error', () => {});
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
}

const CHARACTER = 18;
const TEXT = 25;

/**
 * The catalogue describes constraints in columns of the internal type "char", which the adapter refuses. They are let
 * through as text; the names of these columns are returned, so that the engine can be told what they are.
 */
function readCharacters(pool: pg.Pool): ReadonlySet<string> {
  const names = new Set<string>();
  pool.on('connect', (client) => {
    if (!(client instanceof pg.Client)) return;
    client.connection.prependListener(
      'rowDescription',
      (message: { fields: { name: string; dataTypeID: number }[] }) => {
        for (const field of message.fields) {
          if (field.dataTypeID !== CHARACTER) continue;
          field.dataTypeID = TEXT;
          names.add(field.name);
        }
      },
    );
  });
  return names;
}
