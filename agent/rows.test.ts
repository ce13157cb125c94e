import { beforeAll, expect, it } from 'vitest';
import { datasetDefinitionSchema } from '../core/dataset/schema.ts';
import { planDataset } from './check/plan-dataset.ts';
import { type BothSides, legacyPairs, openBothSides } from './testing/both-sides.ts';
import { describeEngines } from './testing/database-kit.ts';
import { type DatasetInput, keysOf, runCheck } from './testing/run-check.ts';

describeEngines(legacyPairs, '$engines.0 to PostgreSQL, hashed by $hash', ({ engines: [engine], hash }) => {
  let opened: BothSides;
  beforeAll(async () => {
    opened = await openBothSides(engine, hash);
  });
  const both: BothSides['fill'] = (...args) => opened.fill(...args);
  const fields = (input: DatasetInput) => runCheck('field_level', input, opened.sides);

  it('is hashed as this suite says', async () => {
    await both('create table plain (id int primary key, v text)', "insert into plain values (1, 'a')");
    const dataset = datasetDefinitionSchema.parse({ name: 'plain', legacyRef: 'plain', targetRef: 'plain' });
    expect((await planDataset(dataset, opened.sides)).legacy.hash).toBe(hash);
  });

  it('does not let separators inside values hide a difference', async () => {
    await both('create table joined (id int primary key, a text, b text)', '', {
      legacy:
        "insert into joined values (1, 'x|y', 'z'), (2, '1:a', ''), (3, 'a', null), (4, '', ':'), (5, 'x,y', 'z')",
      target:
        "insert into joined values (1, 'x', 'y|z'), (2, '1', ':a'), (3, null, 'a'), (4, ':', ''), (5, 'x,y', 'z')",
    });
    const found = await fields({ name: 'joined' });
    expect(keysOf(found, 'modified', 'a')).toEqual(['1', '2', '3', '4']);
    expect(keysOf(found, 'modified', 'b')).toEqual(['1', '2', '3', '4']);
  });

  it('notices rows of one bucket that swapped their values', async () => {
    await both(
      'create table swapped (id int primary key, a text, n int)',
      "insert into swapped values (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)",
      {
        target:
          "update swapped set a = case id when 1 then 'b' when 2 then 'a' else a end, n = case id when 1 then 3 when 3 then 1 else n end",
      },
    );
    const found = await fields({ name: 'swapped' });
    expect(keysOf(found, 'modified', 'a')).toEqual(['1', '2']);
    expect(keysOf(found, 'modified', 'n')).toEqual(['1', '3']);
  });

  it('pairs text keys by their bytes, whatever the collation', async () => {
    const values = [
      'a',
      'A',
      'ä',
      'a ',
      '',
      'Z',
      'z',
      '10',
      '9',
      '👍',
      'é',
      'e\u0301',
      'a-b',
      'a_b',
      'ab',
      "o''clock",
      'back\\slash',
      'tab\there',
    ];
    const rows = values.map((value, i) => `('${value}', ${i})`).join(', ');
    await both(
      'create table by_text (k varchar(20) not null primary key, v int)',
      `insert into by_text values ${rows}`,
      {
        target: `delete from by_text where k = 'A'; update by_text set v = -1 where k in ('ä', 'a '); insert into by_text values ('new', 1)`,
      },
    );
    const found = await fields({ name: 'by_text' });
    expect(found.run.counts).toMatchObject({
      identical: 15,
      modified: 2,
      missingInTarget: 1,
      extraInTarget: 1,
      compared: 18,
    });
    expect(keysOf(found, 'modified').toSorted()).toEqual(['a ', 'ä']);
    expect([...keysOf(found, 'missing_in_target'), ...keysOf(found, 'extra_in_target')]).toEqual(['A', 'new']);
  });

  it('pairs keys of different types by what they mean', async () => {
    const values =
      "('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 1), ('00000000-9c0b-4ef8-bb6d-6bb9bd380a12', 2), ('b0eebc999c0b4ef8bb6d6bb9bd380a13', 3)";
    await opened.legacy.exec(
      `create table by_uuid (k varchar(40) not null primary key, v int); insert into by_uuid values ${values}`,
    );
    await opened.target.exec(
      `create table by_uuid (k uuid primary key, v int); insert into by_uuid values ${values}; update by_uuid set v = 9 where v = 1`,
    );
    const columns = [{ name: 'k', type: 'uuid' as const }];
    expect(keysOf(await fields({ name: 'by_uuid', columns }), 'modified')).toEqual([
      'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    ]);
    const numbers = "(7, 'a'), (10, 'b'), (9, 'c')";
    await opened.legacy.exec(
      `create table by_digits (k varchar(10) not null primary key, v text); insert into by_digits values ${numbers}`,
    );
    await opened.target.exec(
      `create table by_digits (k int primary key, v text); insert into by_digits values ${numbers}; delete from by_digits where k = 9`,
    );
    expect(keysOf(await fields({ name: 'by_digits' }), 'missing_in_target')).toEqual(['9']);
  });

  it('pairs composite keys, of several types, with nulls in them', async () => {
    await both(
      'create table composite (a int, b varchar(10), c date, v int)',
      "insert into composite values (1, 'x', '2024-01-01', 1), (1, 'x', '2024-01-02', 2), (1, null, '2024-01-01', 3), (null, 'x', '2024-01-01', 4), (2, '1', '2024-01-01', 5), (21, '', '2024-01-01', 6)",
      {
        target:
          'update composite set v = 0 where b is null; delete from composite where a = 2; insert into composite values (null, null, null, 7)',
      },
    );
    const found = await fields({ name: 'composite', keyColumns: ['a', 'b', 'c'] });
    expect(keysOf(found, 'modified', 'v')).toEqual(['1//2024-01-01']);
    expect(keysOf(found, 'missing_in_target')).toEqual(['2/1/2024-01-01']);
    expect(keysOf(found, 'extra_in_target')).toEqual(['//']);
    expect(found.run.counts.identical).toBe(4);
  });

  it('counts duplicates of a key as such, and the first of an unknown key as extra', async () => {
    await both(
      'create table doubled (k int not null, v text)',
      "insert into doubled values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (5, 'e')",
      {
        target:
          "insert into doubled values (1, 'a'), (2, 'other'), (9, 'n'), (9, 'n'), (9, 'm'); delete from doubled where k = 5",
      },
    );
    const found = await fields({ name: 'doubled', keyColumns: ['k'] });
    expect(keysOf(found, 'duplicate_in_target')).toEqual(['1', '2', '9', '9']);
    expect(keysOf(found, 'extra_in_target')).toEqual(['9']);
    expect(keysOf(found, 'missing_in_target')).toEqual(['5', '5']);
    expect(found.run.counts).toMatchObject({ legacy: 6, target: 9, identical: 4, modified: 0 });
  });

  it('compares a table without key as a multiset of rows', async () => {
    await both(
      'create table heap (a text, n int)',
      "insert into heap values ('x', 1), ('x', 1), ('y', 2), (null, 3), ('', 3), ('z', null)",
      {
        target: "delete from heap where a = 'y'; insert into heap values ('x', 1), ('q', 9), ('q', 9)",
      },
    );
    const found = await fields({ name: 'heap' });
    expect(found.run.counts).toMatchObject({
      legacy: 6,
      target: 8,
      identical: 5,
      modified: 0,
      missingInTarget: 1,
      extraInTarget: 1,
      duplicateInTarget: 2,
    });
    expect(keysOf(found, 'missing_in_target')).toEqual(['y/2']);
    expect(keysOf(found, 'duplicate_in_target')).toEqual(['q/9', 'x/1']);
    expect(found.run.fields).toEqual([]);
  });

  it('takes the key of the side that still has one', async () => {
    await both('create table unkeyed (id int primary key, v text)', "insert into unkeyed values (1, 'a'), (2, 'b')", {
      target: "alter table unkeyed drop constraint unkeyed_pkey; insert into unkeyed values (2, 'b')",
    });
    expect(keysOf(await fields({ name: 'unkeyed' }), 'duplicate_in_target')).toEqual(['2']);
  });

  it('reads keys that lie far apart, and in steps', async () => {
    const keys = ['-9223372036854775808', '-1', '0', '1', '4294967296', '9223372036854775807'];
    const rows = keys.map((key) => `(${key}, 'v')`).join(', ');
    await both(
      'create table sparse (id bigint primary key, v text)',
      `insert into sparse values ${rows.replace('-9223372036854775808', '-9223372036854775807 - 1')}`,
      {
        target: "update sparse set v = 'w' where id in (0, 9223372036854775807, -9223372036854775807 - 1)",
      },
    );
    expect(keysOf(await fields({ name: 'sparse' }), 'modified')).toEqual([
      '-9223372036854775808',
      '0',
      '9223372036854775807',
    ]);
  });

  it('says nothing compared for two empty tables, and extra rows against an empty one', async () => {
    await both('create table empty_table (id int primary key, v text)', '');
    expect((await fields({ name: 'empty_table' })).verdict).toBe('not_evaluated');
    expect((await fields({ name: 'empty_table', mayBeEmpty: true })).verdict).toBe('match');
    await opened.target.exec("insert into empty_table values (1, 'a')");
    expect((await fields({ name: 'empty_table' })).run.counts).toMatchObject({
      legacy: 0,
      target: 1,
      extraInTarget: 1,
    });
  });

  it('masks sensitive columns, keys included, and recognises equal values', async () => {
    await both(
      'create table people (mail varchar(40) not null primary key, city text, born date)',
      "insert into people values ('ann@example.com', 'Rome', '1990-01-01'), ('bob@example.com', 'Rome', null)",
      {
        target: "update people set city = 'Oslo', born = '1990-01-02'",
      },
    );
    const input = {
      name: 'people',
      columns: [
        { name: 'mail', sensitive: true },
        { name: 'born', sensitive: true },
      ],
    };
    const found = await fields(input);
    expect(JSON.stringify(found)).not.toMatch(/ann@|bob@|1990/);
    const born = found.differences.filter((one) => one.field === 'born');
    expect(born.map(({ legacy }) => (legacy && 'value' in legacy ? legacy.value : 'masked'))).toEqual(['masked', null]);
    expect(born[0]?.target).toEqual(born[1]?.target);
    expect(found.differences.filter((one) => one.field === 'city').map((one) => one.target)).toEqual([
      { value: 'Oslo' },
      { value: 'Oslo' },
    ]);
  });

  it('draws the same sample on every seed again, and compares it on both sides', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `(${i + 1}, 'v${i}')`).join(', ');
    await both('create table sampled (id int primary key, v text)', `insert into sampled values ${rows}`, {
      target: 'delete from sampled where id <= 40',
    });
    const draw = (seed: string) =>
      runCheck('field_level', { name: 'sampled' }, opened.sides, { sampling: { rows: 100, seed } });
    const [first, again, other] = [await draw('one'), await draw('one'), await draw('two')];
    expect(first.run.coverage).toEqual({
      method: 'sample',
      population: 400,
      compared: 100,
      skippedChunks: 0,
      seed: 'one',
    });
    expect(keysOf(again, 'missing_in_target')).toEqual(keysOf(first, 'missing_in_target'));
    expect(keysOf(other, 'missing_in_target')).not.toEqual(keysOf(first, 'missing_in_target'));
    expect(first.run.counts.missingInTarget).toBeGreaterThan(0);
    expect(first.run.counts.identical + first.run.counts.missingInTarget).toBe(100);
  });
});
