import { z } from 'zod';
import type { OpenOptions, Source } from './connector.ts';
import { mysqlConnectionSchema } from './mysql/address.ts';
import { openMysql } from './mysql/source.ts';
import { openPostgresql, postgresqlConnectionSchema } from './postgresql/source.ts';
import { openSqlite, sqliteConnectionSchema } from './sqlite/source.ts';

/** How to reach one side. A new engine is a folder, a line here and a line in `open`; its tests are the shared suite. */
export const connectionSchema = z.discriminatedUnion('engine', [
  postgresqlConnectionSchema,
  mysqlConnectionSchema,
  sqliteConnectionSchema,
]);
/** As people write it. */
export type ConnectionInput = z.input<typeof connectionSchema>;
export type Connection = z.output<typeof connectionSchema>;

export async function openSource(connection: Connection, options: OpenOptions): Promise<Source> {
  switch (connection.engine) {
    case 'postgresql':
      return await openPostgresql(connection, options);
    case 'mysql':
    case 'mariadb':
      return await openMysql(connection, options);
    case 'sqlite':
      return await openSqlite(connection, options);
  }
}
