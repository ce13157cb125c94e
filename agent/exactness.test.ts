import { expect, it } from 'vitest';
import type { Engine, TestDatabase } from './testing/database-kit.ts';
import { createDatabase, describeEngines } from './testing/database-kit.ts';
import { type ExactnessCase, literalFor } from './testing/exactness-cases.ts';
import { mysqlCases } from './testing/exactness-mysql.ts';
import { mysqlNumberCases } from './testing/exactness-mysql-numbers.ts';
import { textBesideTypeCases } from './testing/exactness-text-beside-types.ts';
import { textAndNumberCases } from './testing/exactness-texts-and-numbers.ts';
import { timeAndOtherCases } from './testing/exactness-times-and-others.ts';
import { describedAs, keysOf, openSides, runCheck } from './testing/run-check.ts';

type Target = Exclude<Engine, 'sqlite'>;
const pairs: { engines: [legacy: Engine, target: Target]; native: boolean }[] = [
  { engines: ['postgresql', 'postgresql'], native: true },
  { engines: ['postgresql', 'postgresql'], native: false },
  { engines: ['sqlite', 'postgresql'], native: false },
  { engines: ['mariadb', 'postgresql'], native: false },
  { engines: ['postgresql', 'mariadb'], native: false },
  { engines: ['sqlite', 'mariadb'], native: false },
  { engines: ['mariadb', 'mariadb'], native: false },
];

type Planted = { id: number; legacy: string; target: string; differs: boolean };

function planted(one: ExactnessCase, legacy: Engine, target: Target): Planted[] {
  return one.rows.flatMap(([left, right, relation], i) => {
    const [legacyLiteral, targetLiteral] = [literalFor(legacy, left), literalFor(target, right)];
    if (legacyLiteral === undefined || targetLiteral === undefined) return [];
    return { id: i + 1, legacy: legacyLiteral, target: targetLiteral, differs: relation === 'differs' };
  });
}

async function plant(database: TestDatabase, table: string, type: string, rows: [number, string][]): Promise<void> {
  const key = database.connection.engine === 'sqlite' ? 'integer' : 'bigint';
  await database.exec(`create table ${table} (id ${key} primary key, v ${type})`);
  for (const [id, literal] of rows) await database.exec(`insert into ${table} values (${id}, ${literal})`);
}

describeEngines(pairs, '$engines.0 to $engines.1, native hash $native', ({ engines: [engine, other], native }) => {
  it('distinguishes every planted difference from every planted likeness', async () => {
    const [legacy, target] = await Promise.all([createDatabase(engine), createDatabase(other)]);
    const opened = await openSides(legacy.connection, target.connection);
    // So large a table has a bucket for each key: no row is only found because another one of its bucket differs.
    const facts = { estimatedRows: 1_000_000, ...(native ? {} : { hashIdentity: null }) };
    const sides = { ...opened, target: describedAs(opened.target, facts) };
    const wrong: Record<string, unknown> = {};
    for (const [i, one] of [
      ...textAndNumberCases,
      ...timeAndOtherCases,
      ...textBesideTypeCases,
      ...mysqlNumberCases,
      ...mysqlCases,
    ].entries()) {
      const table = `case_${i}`;
      const types = { legacy: one.type[engine], target: (one.targetType ?? one.type)[other] };
      if (types.legacy === undefined || types.target === undefined) continue;
      const rows = planted(one, engine, other);
      await plant(
        legacy,
        table,
        types.legacy,
        rows.map((row) => [row.id, row.legacy]),
      );
      await plant(
        target,
        table,
        types.target,
        rows.map((row) => [row.id, row.target]),
      );
      const dataset = { name: table, columns: one.column ? [{ name: 'v', ...one.column }] : [] };
      const found = await runCheck('field_level', dataset, sides);
      const expected = rows.filter((row) => row.differs).map((row) => String(row.id));
      const actual = keysOf(found, 'modified', 'v');
      if (actual.join() !== expected.join() || found.run.failure) {
        wrong[one.name] = { expected: expected.join(), actual: actual.join(), failure: found.run.failure?.message };
      }
      const checksum = await runCheck('checksum', dataset, sides);
      if (checksum.run.checksums.length !== expected.length) wrong[`${one.name}, checksum`] = checksum.run.checksums;
    }
    expect(wrong).toEqual({});
  }, 120_000);
});
