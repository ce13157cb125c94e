import { beforeAll, expect, it } from 'vitest';
import { type BothSides, legacyPairs, openBothSides } from './testing/both-sides.ts';
import { describeEngines } from './testing/database-kit.ts';
import { type DatasetInput, runCheck } from './testing/run-check.ts';

describeEngines(legacyPairs, 'money, from $engines.0 to PostgreSQL, hashed by $hash', ({ engines: [engine], hash }) => {
  let opened: BothSides;
  beforeAll(async () => {
    opened = await openBothSides(engine, hash);
  });
  const both: BothSides['fill'] = (...args) => opened.fill(...args);
  const fields = (input: DatasetInput) => runCheck('field_level', input, opened.sides);

  it('adds up money exactly, net and gross', async () => {
    await both(
      'create table paid (id int primary key, amount numeric(12,2), note text)',
      "insert into paid values (1, 10.10, 'a'), (2, 20.20, 'a'), (3, 0.30, 'a'), (4, 7.07, 'a')",
      {
        target:
          "update paid set amount = 10.40 where id = 1; update paid set amount = 20.00, note = 'b' where id = 2; delete from paid where id = 3; insert into paid values (5, 100, 'e')",
      },
    );
    const { run } = await fields({ name: 'paid', moneyColumn: 'amount' });
    const money = (run.groups ?? []).map((group) => [
      group.class,
      group.field,
      group.rowCount,
      group.moneyNet,
      group.moneyGross,
    ]);
    expect(money).toEqual(
      expect.arrayContaining([
        ['modified', 'amount', 2, '0.1', '0.5'],
        ['modified', 'note', 1, undefined, undefined],
        ['missing_in_target', null, 1, '-0.3', '0.3'],
        ['extra_in_target', null, 1, '100', '100'],
      ]),
    );
    expect(run.moneyCompared).toBe('37.67');
  });

  it('says how much money it compared: absolute amounts of the legacy side, exact in every type', async () => {
    const columns = 'id int primary key, amount numeric(30,4), ratio double precision, words varchar(40), cents bigint';
    await both(
      `create table worth (${columns})`,
      "insert into worth values (1, -10.1000, 0.1, '-1.5', -7), (2, 20.2, 0.2, '2', 9000000000000000), (3, null, null, null, null), (4, 12345678901234567890.1234, 1e14, '0.00', 1)",
      { target: 'delete from worth where id = 2' },
    );
    const money = async (moneyColumn: string) => (await fields({ name: 'worth', moneyColumn })).run.moneyCompared;
    // SQLite keeps a number of so many digits as a double: what is stored is added up.
    expect(await money('amount')).toBe(engine === 'sqlite' ? '12345678901234567030.3' : '12345678901234567920.4234');
    expect(await money('ratio')).toBe('100000000000000.3');
    expect(await money('words')).toBe('3.5');
    expect(await money('cents')).toBe('9000000000000008');
    expect((await fields({ name: 'worth' })).run.moneyCompared).toBeUndefined();
  });

  it('says no sum where a value is no amount, the column is sensitive, or only a sample was read', async () => {
    const many = Array.from({ length: 30 }, (_, i) => `(${i + 2}, 'ten', 1)`).join(', ');
    await both(
      'create table dubious (id int primary key, words varchar(40), amount numeric(9,2))',
      `insert into dubious values (1, '1.5', 2.5), ${many}`,
      { target: "update dubious set words = '1.5' where id = 2" },
    );
    const { run } = await fields({ name: 'dubious', moneyColumn: 'words' });
    expect(run.moneyCompared).toBeUndefined();
    expect(run.groups).toEqual([expect.not.objectContaining({ moneyGross: expect.anything() })]);
    const sensitive = { name: 'dubious', moneyColumn: 'amount', columns: [{ name: 'amount', sensitive: true }] };
    expect((await fields(sensitive)).run.moneyCompared).toBeUndefined();
    const sampling = { rows: 5, seed: 'one' };
    const sampled = await runCheck('field_level', { name: 'dubious', moneyColumn: 'amount' }, opened.sides, {
      sampling,
    });
    expect(sampled.run.moneyCompared).toBeUndefined();
  });

  it('gives a group no money where one of its rows has none', async () => {
    await both(
      'create table half_told (id int primary key, words varchar(40))',
      "insert into half_told values (1, '1.5'), (2, '2')",
      { target: "update half_told set words = '1' where id = 1; update half_told set words = 'two' where id = 2" },
    );
    const { run } = await fields({ name: 'half_told', moneyColumn: 'words' });
    expect(run.moneyCompared).toBe('3.5');
    expect(run.groups).toEqual([expect.objectContaining({ field: 'words', rowCount: 2 })]);
    expect(run.groups?.[0]).not.toHaveProperty('moneyGross');
  });
});
