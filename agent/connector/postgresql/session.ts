import type { Client } from 'pg';
import { z } from 'zod';
import { UserError } from '../../user-error.ts';
import { explainSession } from './failures.ts';
import { quoteText } from './quote.ts';

/** Every setting that changes which rows a statement returns or how a value prints, and what it has to be. */
const MEANING: Record<string, string> = {
  // Rows that a policy would hide are an error instead, as pg_dump has it.
  row_security: 'off',
  client_encoding: 'UTF8',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  extra_float_digits: '1',
  bytea_output: 'hex',
  xmlbinary: 'base64',
  xmloption: 'content',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  // A view whose condition goes through a GIN index would lose rows at random.
  gin_fuzzy_search_limit: '0',
};

/** What the agent cannot set for itself. Under other values it reads nothing. */
const REQUIRED: Record<string, string> = {
  transaction_isolation: 'repeatable read',
  transaction_read_only: 'on',
  // Both let the server pass over pages that it cannot read, as if there were no rows in them.
  zero_damaged_pages: 'off',
  ignore_checksum_failure: 'off',
};

export type SessionOptions = {
  statementTimeoutMs: number;
  /** Schema to look for tables in first; the role's search path otherwise. */
  schema?: string | undefined;
};

/**
 * Begins a read-only transaction in which text means the same on every server, in one round trip. What it relies on is set in the
 * transaction and read back in it: a role, a database, the server or a pooler in between may have other ideas. Answers `more`.
 */
export async function beginReading<T extends z.ZodType>(
  client: Client,
  options: SessionOptions,
  more: { sql: string; schema: T },
): Promise<z.output<T>> {
  const wanted = { ...MEANING, ...REQUIRED };
  const shown = Object.keys(wanted).map((name) => `pg_catalog.current_setting('${name}') as ${name}`);
  const statements = [
    'begin isolation level repeatable read read only',
    ...Object.entries(MEANING).map(([name, value]) => `set local ${name} = '${value}'`),
    `set local statement_timeout = ${options.statementTimeoutMs}`,
    'set local idle_in_transaction_session_timeout = 0',
    "set local lock_timeout = '30s'",
    // One pass is over before compiled code pays for its compilation.
    'set local jit = off',
    // Tens of thousands of buckets fit, so the pass never sorts or spills.
    "set local work_mem = '64MB'",
    `select ${[pathSql(options.schema), NO_TRANSACTION_TIMEOUT, ...shown].join(', ')}, pg_catalog.json_build_object(${more.sql}) as more`,
  ];
  let answers: unknown;
  try {
    answers = await client.query(statements.join('; '));
  } catch (error) {
    throw explainSession(error);
  }
  const row = z
    .array(z.object({ rows: z.array(z.looseObject({ more: z.unknown() })) }))
    .parse(answers)
    .at(-1)?.rows[0];
  for (const [name, value] of Object.entries(wanted)) {
    if (row?.[name] !== value) throw notAsWanted(name, String(row?.[name]), value);
  }
  return more.schema.parse(row?.more);
}

/** The server's own functions go before functions of the same name in schemas that a role or a person names. */
function pathSql(schema: string | undefined): string {
  const path =
    schema === undefined ? "pg_catalog.current_setting('search_path')" : `pg_catalog.quote_ident(${quoteText(schema)})`;
  return `pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', 'pg_catalog', nullif(${path}, '')), true)`;
}

/** Not every version knows it. */
const NO_TRANSACTION_TIMEOUT = `case when pg_catalog.current_setting('transaction_timeout', true) is not null then pg_catalog.set_config('transaction_timeout', '0', true) end`;

function notAsWanted(name: string, value: string, wanted: string): UserError {
  return new UserError(
    `The setting ${name} of PostgreSQL is "${value}" in the agent's session and must be "${wanted}": otherwise rows could be left out, or values print in another way. Set it for the agent's role: ALTER ROLE … SET ${name} = '${wanted}', and in the pooler if there is one between.`,
  );
}
