import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { startPostgres } from '#server/postgres/start-postgres.ts';
import type { Attempt, HostileServer } from './attempt.ts';
import { DIALECTS, plantedSql } from './planted.ts';
import { openSqliteFile } from './sqlite.ts';

const ROLE = 'reader';

/** Only these have tables of what PostgreSQL alone prints, and views that settings reach into. */
const OWN = `
  create table printed (id int primary key, r real, span interval, at timestamptz, xs int[], words text[], j jsonb, x xml, bits bit(5),
    ip inet, u uuid, nan numeric, range tsrange);
  insert into printed select i, i + 0.1::real, i * interval '1 day 3:04:05.6', timestamptz '2024-03-31 01:00:00+00' + i * interval '1 hour',
    array[i, null, i + 1], array['a b', 'NULL', null, 'Größe'], '{"b": 1, "a": [1.0, null]}', '<a b="1">x</a>', 5::bit(5), '10.0.0.1',
    '00000000-0000-0000-0000-000000000001', 'NaN', tsrange('2024-01-01', '2024-02-01') from generate_series(1, 120) i;
  create table tagged (id int primary key, tags int[]);
  insert into tagged select i, array[i % 50] from generate_series(1, 6000) i;
  create index tagged_tags on tagged using gin (tags); analyze tagged;
  create view chosen as select id, tags from tagged where tags @> array[7];
  create schema evil;
  create function evil.md5(text) returns text language sql immutable as $$ select 'x' $$;
  create function evil.octet_length(text) returns int language sql immutable as $$ select 1 $$;
  create function evil.trim_scale(numeric) returns numeric language sql immutable as $$ select 1.0 $$;
  create function evil.lower(text) returns text language sql immutable as $$ select '' $$;
  grant usage on schema evil to ${ROLE};`;

/** Values of settings that are texts: what each of them takes that is not its own. */
const TEXT_VALUES: Record<string, string[]> = {
  DateStyle: ['SQL, DMY', 'German', 'Postgres, MDY'],
  TimeZone: ['America/New_York', 'Asia/Kolkata', '+12:34'],
  timezone_abbreviations: ['India', 'Australia'],
  search_path: ['evil, pg_catalog, public', 'pg_temp, evil', ''],
  client_encoding: ['LATIN1', 'SQL_ASCII', 'WIN1252', 'EUC_JP'],
  lc_monetary: ['C', 'POSIX'],
  lc_numeric: ['C', 'POSIX'],
  lc_time: ['C', 'POSIX'],
  lc_messages: ['C'],
  default_text_search_config: ['pg_catalog.simple', 'pg_catalog.german'],
  default_tablespace: ['pg_default'],
  temp_tablespaces: ['pg_default'],
  default_table_access_method: ['heap'],
  restrict_nonsystem_relation_kind: ['view', 'foreign-table', 'view, foreign-table'],
  createrole_self_grant: ['set, inherit'],
  session_preload_libraries: ['no_such_library'],
  local_preload_libraries: ['no_such_library'],
  log_statement_sample_rate: ['1'],
  application_name: ['someone else', ''],
};
/** What makes connecting wait for minutes, for debuggers. */
const NEVER = new Set(['post_auth_delay', 'pre_auth_delay']);

const settingRows = z.array(
  z.object({
    name: z.string(),
    setting: z.string(),
    vartype: z.string(),
    enumvals: z.array(z.string()).nullable(),
    min_val: z.string().nullable(),
    max_val: z.string().nullable(),
  }),
);

export async function startHostilePostgresql(): Promise<HostileServer> {
  const home = await mkdtemp(join(tmpdir(), 'parallax-settings-'));
  const server = await startPostgres({ home, throwAway: true });
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  admin.on('error', () => {});
  await admin.connect();
  await admin.query(`create role ${ROLE} login password 'x'; grant pg_read_all_data to ${ROLE}`);
  const urls: Record<string, string> = {};
  for (const side of ['legacy', 'target'] as const) {
    await admin.query(`create database ${side} template template0`);
    const client = new pg.Client({ connectionString: server.url(side) });
    await client.connect();
    await client.query(OWN);
    await client.query(plantedSql(DIALECTS.postgresql, side).join('; '));
    if (side === 'target') {
      await client.query(`update printed set span = '1 day' where id = 117; delete from printed where id = 118;
        delete from tagged where id = 5907; update tagged set tags = array[7, 8] where id = 5957`);
    }
    await client.end();
    const url = new URL(server.url(side));
    [url.username, url.password] = [ROLE, 'x'];
    urls[side] = url.href;
  }
  const sqlite = await openSqliteFile('legacy');
  const [legacy, target] = [urls.legacy ?? '', urls.target ?? ''].map((url) => ({
    engine: 'postgresql' as const,
    url,
  }));
  if (!legacy || !target) throw new Error('unreachable');
  const common = ['numbered', 'named'].map((name) => ({ name, keyColumns: ['id'] }));
  const own = ['printed', 'chosen'].map((name) => ({ name, keyColumns: ['id'] }));
  return {
    engine: 'PostgreSQL',
    attempts: await settable(admin),
    pairs: [
      { legacy, target, tables: [...common, ...own] },
      { legacy: sqlite.connection, target, tables: common },
    ],
    apply: async (attempts) => {
      for (const { name, value } of attempts) await admin.query(setSql(name, value));
      return async () => void (await admin.query(`alter role ${ROLE} reset all`));
    },
    stop: async () => {
      await admin.end();
      await sqlite.stop();
      await server.stop();
    },
  };
}

function setSql(name: string, value: string): string {
  // A list is given as one: quoted as a whole it would be one name.
  const list = name === 'search_path' && value !== '' ? value : pg.escapeLiteral(value);
  return `alter role ${ROLE} set ${pg.escapeIdentifier(name)} to ${list}`;
}

async function settable(admin: pg.Client): Promise<Attempt[]> {
  const { rows } = await admin.query(
    `select name, setting, vartype, enumvals, min_val, max_val from pg_settings
     where context in ('user', 'superuser', 'backend', 'superuser-backend') order by name`,
  );
  const found: Attempt[] = [];
  for (const row of settingRows.parse(rows)) {
    if (NEVER.has(row.name)) continue;
    for (const value of valuesOf(row)) {
      const taken = await admin.query(setSql(row.name, value)).then(
        () => true,
        () => false,
      );
      if (taken) found.push({ name: row.name, value });
    }
    await admin.query(`alter role ${ROLE} reset all`);
  }
  return found;
}

function valuesOf(row: z.infer<typeof settingRows>[number]): string[] {
  const { name, setting, vartype, enumvals, min_val: min, max_val: max } = row;
  const values =
    vartype === 'bool' ? ['on', 'off'] : vartype === 'enum' ? (enumvals ?? []) : (TEXT_VALUES[name] ?? ['']);
  const ends =
    min === null || max === null ? [] : vartype === 'real' ? [min, max] : [min, String(Number(min) + 1), max];
  return [...new Set(ends.length > 0 ? ends : values)].filter((value) => value !== setting);
}
