import type { Connection } from 'mysql2';
import { ask } from './ask.ts';
import { codeOf, explain } from './failures.ts';
import { quoteName } from './quote.ts';

type Hidden = { columns: string[]; remedy: string } | null;

/**
 * Whether the table has columns that the user may not read. The server lists only those that it may, but lets nobody ask for all of
 * them who may not read every one; which ones these are it does not say.
 */
export async function hiddenColumns(connection: Connection, table: { sql: string; full: string }): Promise<Hidden> {
  try {
    await prepare(connection, `select * from ${table.sql}`);
    return null;
  } catch (error) {
    const remedy = await grantSelect(connection, table.sql);
    if (/^ER_(TABLE|COLUMN)ACCESS_DENIED_ERROR$/.test(codeOf(error))) return { columns: [], remedy };
    throw explain(error, table.full, remedy);
  }
}

/** Of a table that is not listed: whether it is denied, which is also what the server says of one that is not there. */
export async function isDenied(connection: Connection, sql: string): Promise<boolean> {
  const error: unknown = await prepare(connection, `select 1 from ${sql}`).catch((reason: unknown) => reason);
  return codeOf(error) === 'ER_TABLEACCESS_DENIED_ERROR';
}

/** What an administrator runs. */
export async function grantSelect(connection: Connection, sql: string): Promise<string> {
  const [[user] = []] = await ask(connection, 'select current_user()');
  const account = (user ?? '').split(/@(?=[^@]*$)/).map(quoteName);
  return `GRANT SELECT ON ${sql} TO ${account.join('@')};`;
}

/** Has a statement checked and not run: even no row of a view may take its time. */
function prepare(connection: Connection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.prepare(sql, (error, statement) => {
      if (error) return reject(error);
      statement.close();
      resolve();
    });
  });
}
