import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tablesSql, type WatchedServer, watchMariadb, watchPostgresql } from './servers.ts';

/** Databases of every engine there is, the same rows in them. */
export type World = {
  folder: string;
  sqliteFile: string;
  servers: readonly WatchedServer[];
  /** A random one that is in every address. */
  password: string;
};

export async function openWorld(at: { postgresqlUrl: string; mariadbPort: number | null }): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-lifetime-'));
  const sqliteFile = join(folder, 'legacy.db');
  const db = new DatabaseSync(sqliteFile);
  for (const sql of tablesSql('sqlite')) db.exec(sql);
  db.close();
  // No four characters of it in a row occur in anything the agent has to say.
  const password = `Qz#7@${randomBytes(6).toString('hex').replace(/(.)/g, '$1~')}/Kj:9%`;
  const servers = [await watchPostgresql(at.postgresqlUrl, password)];
  if (at.mariadbPort !== null) {
    servers.push(await watchMariadb(at.mariadbPort, `l_${randomBytes(4).toString('hex')}`, password));
  }
  return { folder, sqliteFile, servers, password };
}

export async function closeWorld({ folder, servers }: World): Promise<void> {
  for (const server of servers) await server.close();
  await rm(folder, { recursive: true, force: true });
}
