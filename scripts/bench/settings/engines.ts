import { findMariadb } from '../../mariadb/find-mariadb.ts';
import type { HostileServer } from './attempt.ts';
import { startHostileMariadb } from './mariadb.ts';
import { startHostilePostgresql } from './postgresql.ts';
import { startHostileSqlite } from './sqlite.ts';

/** Servers of their own: what is set on them is set for everybody. Undefined where there is none to start. */
export const engines: Record<string, (say: (line: string) => void) => Promise<HostileServer | undefined>> = {
  postgresql: startHostilePostgresql,
  mariadb: async (say) => {
    const programs = findMariadb(say);
    return programs && (await startHostileMariadb(programs));
  },
  sqlite: startHostileSqlite,
};
