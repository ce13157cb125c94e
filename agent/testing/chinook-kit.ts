import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestDatabase } from './database-kit.ts';
import type { MariadbDatabase } from './mariadb-database.ts';

const folder = resolve(process.env.PARALLAX_DATA ?? '../shared/data', 'chinook');
const files = { sqlite: 'Chinook_Sqlite.sql', postgresql: 'Chinook_PostgreSql.sql', mysql: 'Chinook_MySql.sql' };

export const hasChinook = existsSync(join(folder, files.sqlite));

/** Loads the SQLite dump. */
export async function loadSqlite(database: TestDatabase): Promise<void> {
  const dump = await readFile(join(folder, files.sqlite), 'utf8');
  await database.exec(`begin; ${dump}; commit;`);
}

/**
 * Loads the PostgreSQL dump into a database that is there already. `national: 'verbatim'` leaves its `N'…'` literals alone:
 * they are of type `character`, which drops trailing blanks. Read as plain text literals they keep every character.
 */
export async function loadPostgresql(database: TestDatabase, national: 'text' | 'verbatim'): Promise<void> {
  const dump = (await readFile(join(folder, files.postgresql), 'utf8')).replace(
    /^(\\c|(DROP|CREATE) DATABASE).*$/gm,
    '',
  );
  await database.exec(national === 'text' ? dump.replace(/(?<=[(,]\s*)N'/g, "'") : dump);
}

/** Loads the MySQL dump as it is, but for the database it makes, under the `sql_mode` of the given database's session. */
export async function loadMysql(database: MariadbDatabase): Promise<void> {
  const dump = await readFile(join(folder, files.mysql), 'utf8');
  await database.exec(dump.replace(/^((DROP|CREATE) DATABASE|USE) .*$/gm, ''));
}
