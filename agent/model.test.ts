import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Sides } from './check/check.ts';
import { createDatabase, describeEngines, type Engine, type TestDatabase } from './testing/database-kit.ts';
import { expectedOf, type ModelRow } from './testing/model.ts';
import { describedAs, openSides, runCheck } from './testing/run-check.ts';

/** Few values, so that rows collide, double and nearly match all the time. */
const text = fc.constantFrom(
  null,
  '',
  ' ',
  'a',
  'A',
  'a ',
  '1',
  ':',
  '|',
  '1:a',
  '\\N',
  'ä',
  '👍',
  'a\tb',
  'a\nb',
  '\\',
);
const row = fc.record<ModelRow>({
  k: fc.option(fc.integer({ min: -3, max: 12 }), { freq: 12 }),
  t: text,
  n: fc.option(fc.constantFrom(0, 1, -1, 0.5, -0.5, 10, 1000000)),
});
/** A target that is mostly what legacy is: some rows left out, some new ones, in another order. */
const tables = fc.array(row, { maxLength: 30 }).chain((left) => {
  const kept = fc.shuffledSubarray(left, { minLength: Math.floor(left.length * 0.7) });
  return fc.tuple(
    fc.constant(left),
    fc.tuple(kept, fc.array(row, { maxLength: 6 })).map(([some, more]) => [...more, ...some]),
  );
});
const byKey = (rows: ModelRow[]) => [
  ...new Map(rows.filter(({ k }) => k !== null).map((one) => [one.k, one])).values(),
];

const cases: { engines: [legacy: Engine, target: Engine]; native: boolean; estimatedRows: number }[] = [
  { engines: ['postgresql', 'postgresql'], native: true, estimatedRows: 1_000_000 },
  { engines: ['postgresql', 'postgresql'], native: false, estimatedRows: 10 },
  { engines: ['sqlite', 'postgresql'], native: false, estimatedRows: 100 },
  { engines: ['mariadb', 'postgresql'], native: false, estimatedRows: 1_000_000 },
  { engines: ['postgresql', 'mariadb'], native: false, estimatedRows: 10 },
];

describeEngines(cases, '$engines.0 to $engines.1, native hash $native', ({ engines, native, estimatedRows }) => {
  let legacy: TestDatabase;
  let target: TestDatabase;
  let sides: Sides;

  beforeAll(async () => {
    [legacy, target] = await Promise.all([createDatabase(engines[0]), createDatabase(engines[1])]);
    const create = (name: string, key: string) => `create table ${name} (k int ${key}, t text, n numeric(20, 5));`;
    const tables = create('loose', '') + create('strict', 'not null primary key');
    await Promise.all([legacy.exec(tables), target.exec(tables)]);
    const opened = await openSides(legacy.connection, target.connection);
    const facts = { estimatedRows, ...(native ? {} : { hashIdentity: null }) };
    sides = { ...opened, target: describedAs(opened.target, facts) };
  });

  const literal = (value: string | number | null) =>
    value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

  async function fill(database: TestDatabase, name: string, rows: readonly ModelRow[]): Promise<void> {
    const values = rows.map(({ k, t, n }) => `(${literal(k)}, ${literal(t)}, ${literal(n)})`).join(', ');
    await database.exec(`delete from ${name};${values ? `insert into ${name} values ${values};` : ''}`);
  }

  async function check(name: string, left: ModelRow[], right: ModelRow[], keyColumns: string[]): Promise<void> {
    await Promise.all([fill(legacy, name, left), fill(target, name, right)]);
    const dataset = { name, keyColumns, mayBeEmpty: true };
    const expected = expectedOf(left, right, name === 'strict' || keyColumns.length > 0);
    const { run } = await runCheck('field_level', dataset, sides);
    expect(run.failure).toBeUndefined();
    expect(run.counts).toEqual({
      ...expected,
      legacy: left.length,
      target: right.length,
      compared: left.length,
      suspectedLegacy: 0,
      suspectedTarget: 0,
    });
    const differs = left.length + right.length - 2 * expected.identical > 0;
    expect((await runCheck('checksum', dataset, sides)).verdict).toBe(differs ? 'mismatch' : 'match');
    // Two readings through the lag say the same as one, of databases at rest.
    const reread = await runCheck('field_level', dataset, sides, { lagMs: 1 });
    expect(reread.run.counts).toEqual(run.counts);
    expect(reread.run.groups).toEqual(run.groups);
  }

  const runs = { numRuns: Number(process.env.AGENT_MODEL_RUNS ?? 40) };

  it('agrees with the definition for a unique key', async () => {
    await fc.assert(
      fc.asyncProperty(tables, ([left, right]) => check('strict', byKey(left), byKey(right), [])),
      runs,
    );
  }, 120_000);

  it('agrees with the definition for a key that repeats and may be null', async () => {
    await fc.assert(
      fc.asyncProperty(tables, ([left, right]) => check('loose', left, right, ['k'])),
      runs,
    );
  }, 120_000);

  it('agrees with the definition without a key', async () => {
    await fc.assert(
      fc.asyncProperty(tables, ([left, right]) => check('loose', left, right, [])),
      runs,
    );
  }, 120_000);
});
