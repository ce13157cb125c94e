import { beforeAll, describe, expect, it } from 'vitest';
import { hasChinook, loadMysql, loadPostgresql } from './testing/chinook-kit.ts';
import { disagreeing, fixtureOf, foundIn, identicalRows, runAgent } from './testing/chinook-run.ts';
import { createDatabase, type TestDatabase } from './testing/database-kit.ts';
import { createMariadbDatabase, hasMariadb } from './testing/mariadb-database.ts';

if (!hasChinook)
  console.warn('Chinook is skipped: there is no data. Set PARALLAX_DATA to the folder that holds chinook/.');

describe.skipIf(!hasChinook || !hasMariadb)('Chinook, MySQL dump in MariaDB to PostgreSQL', () => {
  let target: TestDatabase;

  beforeAll(async () => {
    target = await createDatabase('postgresql');
    await loadPostgresql(target, 'text');
  });

  async function compareLoadedWith(sqlMode: string) {
    const legacy = await createMariadbDatabase(sqlMode);
    await loadMysql(legacy);
    if (target.connection.engine !== 'postgresql') throw new Error('wrong engine');
    return await runAgent(fixtureOf('chinook-mysql.yaml'), {
      CHINOOK_MYSQL: legacy.url,
      CHINOOK_POSTGRESQL: target.connection.url,
    });
  }

  it('finds no difference in 11 tables and 15,607 rows when backslashes were loaded as they are', async () => {
    const { code, runs } = await compareLoadedWith('NO_BACKSLASH_ESCAPES');
    expect(foundIn(runs)).toEqual({});
    expect(disagreeing(runs)).toEqual([]);
    expect(runs.filter((one) => one.kind === 'field_level')).toHaveLength(11);
    expect(identicalRows(runs)).toBe(15_607);
    expect(code).toBe(0);
  });

  it('finds exactly the four track names whose backslashes the default mode swallowed', async () => {
    const { code, runs } = await compareLoadedWith(
      'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION',
    );
    expect(foundIn(runs)).toEqual({ 'track modified name': ['3435', '3448', '3485', '3499'] });
    expect(disagreeing(runs)).toEqual(['track checksum', 'track field_level']);
    expect(identicalRows(runs)).toBe(15_603);
    expect(code).toBe(1);
  });
});
