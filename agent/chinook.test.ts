import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { PLANT, REPAIR } from './testing/chinook-changes.ts';
import { hasChinook, loadPostgresql, loadSqlite } from './testing/chinook-kit.ts';
import { disagreeing, fixtureOf, foundIn, identicalRows, runAgent } from './testing/chinook-run.ts';
import { createDatabase, type TestDatabase } from './testing/database-kit.ts';

const fixture = fixtureOf('chinook.yaml');
if (!hasChinook)
  console.warn('Chinook is skipped: there is no data. Set PARALLAX_DATA to the folder that holds chinook/.');

async function run(legacy: TestDatabase, target: TestDatabase) {
  if (legacy.connection.engine !== 'sqlite' || target.connection.engine !== 'postgresql')
    throw new Error('wrong engines');
  return await runAgent(fixture, { CHINOOK_SQLITE: legacy.connection.file, CHINOOK_POSTGRESQL: target.connection.url });
}

const range = (from: number, count: number, step = 1) =>
  Array.from({ length: count }, (_, i) => String(from + i * step));

describe.skipIf(!hasChinook)('Chinook, SQLite to PostgreSQL', () => {
  let legacy: TestDatabase;
  let target: TestDatabase;

  beforeAll(async () => {
    legacy = await createDatabase('sqlite');
    target = await createDatabase('postgresql');
    await loadSqlite(legacy);
    await loadPostgresql(target, 'text');
    await target.exec('create table kept_invoice as select * from invoice where invoice_id <= 3');
  });

  it('finds no difference in 11 tables and 15,607 rows, with a mapping file of 16 lines', async () => {
    const { code, runs } = await run(legacy, target);
    expect(disagreeing(runs)).toEqual([]);
    expect(code).toBe(0);
    const fieldLevel = runs.filter((one) => one.kind === 'field_level');
    expect(fieldLevel).toHaveLength(11);
    expect(identicalRows(runs)).toBe(15_607);
    expect((await readFile(fixture, 'utf8')).trim().split('\n')).toHaveLength(16);
  });

  it('finds exactly what was planted, by class and row', async () => {
    await target.exec(PLANT);
    const { code, runs } = await run(legacy, target);
    expect(code).toBe(1);
    expect(foundIn(runs)).toEqual({
      'invoice missing_in_target': ['1', '2', '3'],
      'track modified unit_price': range(10, 5),
      'invoice modified invoice_date': range(101, 100),
      'invoice_line extra_in_target': ['9001', '9002'],
      'artist modified name': range(20, 4),
      'playlist_track duplicate_in_target': ['1/3402'],
    });
    expect(disagreeing(runs)).toEqual(
      [
        ...['artist', 'invoice', 'invoice_line', 'playlist_track', 'track'].flatMap((name) => [
          `${name} checksum`,
          `${name} field_level`,
        ]),
        ...['invoice', 'invoice_line', 'playlist_track'].map((name) => `${name} record_count`),
        'invoice schema',
      ].sort(),
    );
    const schema = runs.find((one) => one.dataset === 'invoice' && one.kind === 'schema');
    expect(schema?.run.items).toEqual([
      {
        item: 'type_changed',
        column: 'total',
        legacy: 'NUMERIC(10,2)',
        target: 'double precision',
        legacyType: 'decimal',
        targetType: 'float',
      },
    ]);
    const groups = runs.find((one) => one.dataset === 'track' && one.kind === 'field_level')?.run.groups;
    expect(groups).toEqual([
      expect.objectContaining({
        class: 'modified',
        field: 'unit_price',
        rowCount: 5,
        moneyNet: '0.05',
        moneyGross: '0.05',
        currency: 'USD',
      }),
    ]);
  });

  it('finds nothing again after the repair', async () => {
    await target.exec(REPAIR);
    const { code, runs } = await run(legacy, target);
    expect(disagreeing(runs)).toEqual([]);
    expect(code).toBe(0);
  });

  it('finds the eight trailing blanks that the dump loses when it is loaded verbatim', async () => {
    const verbatim = await createDatabase('postgresql');
    await loadPostgresql(verbatim, 'verbatim');
    const { code, runs } = await run(legacy, verbatim);
    expect(code).toBe(1);
    expect(foundIn(runs)).toEqual({
      'customer modified city': ['54'],
      'invoice modified billing_city': ['20', '141', '152', '207', '336', '359', '381'],
    });
  });
});
