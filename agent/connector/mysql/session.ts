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

/** Without these nothing the server answers can be relied on, not even its list of variables. */
const FIRST = [
  'set names utf8mb4 collate utf8mb4_bin',
  'set session sql_select_limit = 18446744073709551615',
  'set session sql_big_selects = on',
  "set session sql_mode = ''",
];

/**
 * Every variable that changes which rows a statement returns, how a value prints, or what an expression means, and its value as the
 * server shows it; with what keeps the connection from writing. Versions that do not know one leave it out.
 */
const MEANING: Record<string, string> = {
  sql_select_limit: '18446744073709551615',
  sql_mode: '',
  character_set_client: 'utf8mb4',
  character_set_connection: 'utf8mb4',
  character_set_results: 'utf8mb4',
  collation_connection: 'utf8mb4_bin',
  time_zone: '+00:00',
  tx_isolation: 'REPEATABLE-READ',
  transaction_isolation: 'REPEATABLE-READ',
  tx_read_only: 'ON',
  transaction_read_only: 'ON',
  autocommit: 'ON',
  completion_type: 'NO_CHAIN',
  // `column is null` would find the row inserted last.
  sql_auto_is_null: 'OFF',
  sql_big_selects: 'ON',
  // Rows as they were, copies that lag, and nodes that have lost their cluster.
  system_versioning_asof: 'DEFAULT',
  use_secondary_engine: 'OFF',
  wsrep_dirty_reads: 'OFF',
  query_cache_type: 'OFF',
  // What views compute: these cut it off, or print it in another way.
  max_recursive_iterations: '4294967295',
  group_concat_max_len: '1073741824',
  div_precision_increment: '4',
  default_week_format: '0',
  default_regex_flags: '',
  lc_time_names: 'en_US',
  old_mode: '',
};

/** Known to every version: an answer without them is cut off. */
const ALWAYS = [
  'autocommit',
  'character_set_results',
  'collation_connection',
  'sql_mode',
  'sql_select_limit',
  'time_zone',
];

/** How long things may take, and what they may use. What a server does not know, or does not let be set, stays as it is. */
const manners = (statementTimeoutMs: number): Record<string, string> => ({
  max_statement_time: String(statementTimeoutMs / 1_000),
  idle_transaction_timeout: '0',
  idle_readonly_transaction_timeout: '0',
  max_execution_time: String(statementTimeoutMs),
  information_schema_stats_expiry: '0',
  range_optimizer_max_mem_size: '0',
  lock_wait_timeout: '30',
  innodb_lock_wait_timeout: '30',
  // A snapshot rests while the other side is read.
  wait_timeout: '86400',
  net_write_timeout: '3600',
  // Tens of thousands of buckets fit in memory, and long keys are sorted to their end.
  tmp_table_size: '67108864',
  max_heap_table_size: '67108864',
  tmp_disk_table_size: '18446744073709551615',
  sort_buffer_size: '16777216',
  max_sort_length: '65536',
});

/** Makes a fresh connection mean the same on every server. `proveSession` says whether it came about. */
export async function prepareSession(connection: Connection, statementTimeoutMs: number): Promise<void> {
  for (const statement of FIRST) await ask(connection, statement);
  const wanted = { ...MEANING, ...manners(statementTimeoutMs) };
  const known = await variables(connection, Object.keys(wanted));
  const settings = [...known.keys()].map((name) => `${name} = ${literal(wanted[name] ?? '')}`);
  // A time that was set by hand would stand still.
  settings.push('timestamp = default');
  const set = (some: readonly string[]) => ask(connection, `set session ${some.join(', session ')}`);
  await set(settings).catch(async () => {
    for (const setting of settings) await set([setting]).catch(() => {});
  });
}

/** Reads back what a session was prepared for: servers, poolers and proxies may have other ideas. Refuses by name. */
export async function proveSession(connection: Connection): Promise<void> {
  const found = await variables(connection, Object.keys(MEANING));
  if (!ALWAYS.every((name) => found.has(name))) {
    throw new UserError(
      `The server shows only some of the variables of the agent's session (${[...found.keys()].join(', ')}): something limits what it answers, such as sql_select_limit or a proxy. Let the agent's user set sql_select_limit.`,
    );
  }
  for (const [name, value] of found) {
    const wanted = MEANING[name] ?? '';
    if (value === wanted) continue;
    throw new UserError(
      `The variable ${name} is "${value}" in the agent's session and must be "${wanted}": otherwise rows could be left out, or values print in another way. Let the agent's user set it, and see what a proxy in between does with it.`,
    );
  }
}

async function variables(connection: Connection, names: readonly string[]): Promise<Map<string, string>> {
  const list = names.map((name) => `'${name}'`).join(', ');
  const rows = await ask(connection, `show session variables where variable_name in (${list})`);
  return new Map(rows.map(([name, value]) => [(name ?? '').toLowerCase(), value ?? '']));
}

function literal(value: string): string {
  return /^(\d+(\.\d+)?|DEFAULT)$/.test(value) ? value : `'${value}'`;
}
