import type { Connection } from 'mysql2';
import { UserError } from '../../user-error.ts';
import { ask } from './ask.ts';

/** Which of the two it is, and in words: `MariaDB 10.11.6`. */
export type Server = { kind: 'mysql' | 'mariadb'; name: string };

const OLDEST = { mysql: [8, 0], mariadb: [10, 6] } as const;

/** Reads which server this is; refuses one that is too old. */
export async function identify(connection: Connection): Promise<Server> {
  const [[version] = []] = await ask(connection, 'select version()');
  const kind = /mariadb/i.test(version ?? '') ? 'mariadb' : 'mysql';
  const [, major = '0', minor = '0', patch = '0'] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? [];
  const [oldestMajor, oldestMinor] = OLDEST[kind];
  const tooOld = Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor) < oldestMinor);
  const name = `${kind === 'mariadb' ? 'MariaDB' : 'MySQL'} ${major}.${minor}.${patch}`;
  if (tooOld) throw new UserError(`The agent needs MySQL 8.0 or MariaDB 10.6, or newer. This server is ${name}.`);
  return { kind, name };
}

/** Everything that changes how values print or compare, and what keeps the connection from writing. */
const MEANING = [
  'set names utf8mb4 collate utf8mb4_bin',
  "set session time_zone = '+00:00'",
  "set session sql_mode = ''",
  'set session transaction isolation level repeatable read, read only',
];

/** How long things may take. A server that does not know one of these, or does not let it be set, keeps its own. */
function manners(server: Server, statementTimeoutMs: number): string[] {
  const own =
    server.kind === 'mariadb'
      ? [
          `max_statement_time = ${statementTimeoutMs / 1_000}`,
          'idle_transaction_timeout = 0',
          'idle_readonly_transaction_timeout = 0',
        ]
      : [
          `max_execution_time = ${statementTimeoutMs}`,
          'information_schema_stats_expiry = 0',
          'range_optimizer_max_mem_size = 0',
        ];
  return [
    ...own,
    'lock_wait_timeout = 30',
    'innodb_lock_wait_timeout = 30',
    // A snapshot rests while the other side is read.
    'wait_timeout = 86400',
    'net_write_timeout = 3600',
    // Tens of thousands of buckets fit in memory, and long keys are sorted to their end.
    'tmp_table_size = 67108864',
    'max_heap_table_size = 67108864',
    'sort_buffer_size = 16777216',
    'max_sort_length = 65536',
  ];
}

/** Makes a fresh connection mean the same on every server. */
export async function prepareSession(
  connection: Connection,
  server: Server,
  statementTimeoutMs: number,
): Promise<void> {
  for (const statement of MEANING) await ask(connection, statement);
  for (const setting of manners(server, statementTimeoutMs)) {
    await ask(connection, `set session ${setting}`).catch(() => {});
  }
}
