import { describe, expect, it } from 'vitest';
import { createDatabase } from '../testing/database-kit.ts';
import { openSides, runCheck } from '../testing/run-check.ts';

describe('the schema check', () => {
  it('finds columns that one side lacks and columns that changed their meaning, and nothing else', async () => {
    const [legacy, target] = await Promise.all([createDatabase('sqlite'), createDatabase('postgresql')]);
    await legacy.exec(`create table Orders (OrderId INTEGER PRIMARY KEY, Total NUMERIC(10,2), Paid INTEGER, Shipped TEXT, Note NVARCHAR(20),
      MadeAt DATETIME, Old TEXT, Skipped TEXT, Price REAL)`);
    await target.exec(`create table orders (order_id bigint, total double precision, paid boolean, shipped boolean, note text,
      made_at timestamp, fresh text, skipped int, price numeric(12,2))`);
    const sides = await openSides(legacy.connection, target.connection);
    const columns = [
      { name: 'skipped', ignore: true },
      { name: 'price', type: 'decimal' as const },
    ];
    const { run, verdict } = await runCheck('schema', { name: 'orders', columns }, sides);
    expect(verdict).toBe('mismatch');
    expect(run.columnsCompared).toBe(9);
    expect(run.items.map(({ item, column, legacyType, targetType }) => [item, column, legacyType, targetType])).toEqual(
      [
        ['type_changed', 'total', 'decimal', 'float'],
        ['type_changed', 'shipped', 'text', 'boolean'],
        ['extra_in_target', 'fresh', null, 'text'],
        ['missing_in_target', 'Old', 'text', null],
      ],
    );
    const declared = [...columns, { name: 'shipped', type: 'boolean' as const }];
    const again = await runCheck('schema', { name: 'orders', columns: declared }, sides);
    expect(again.run.items.map((one) => one.column)).toEqual(['total', 'fresh', 'Old']);
  });
});
