import { describe, expect, it } from 'vitest';
import { type DatasetDefinition, datasetDefinitionSchema, type LogicalType } from '../../core/dataset/schema.ts';
import type { DescribedTable } from '../connector/plan.ts';
import { didYouMean, findName } from '../find-name.ts';
import { comparisonType } from './comparison-type.ts';
import { pairColumns } from './pair-columns.ts';
import { planComparison } from './plan-comparison.ts';

function table(
  columns: Record<string, LogicalType>,
  primaryKey: string[] = [],
  more: Partial<DescribedTable> = {},
): DescribedTable {
  return {
    name: 't',
    sql: 't',
    columns: Object.entries(columns).map(([name, family]) => ({
      name,
      nativeType: family,
      baseType: family,
      family,
      nullable: false,
      nativeHash: family,
      enforced: true,
      mayMean: [],
      sortableAs: ['text', family],
      bounded: family !== 'text',
    })),
    hidden: null,
    ofOneMoment: true,
    primaryKey,
    estimatedRows: 1,
    indexedFirst: primaryKey,
    hashIdentity: 'same',
    ...more,
  };
}

const dataset = (more: Partial<Record<keyof DatasetDefinition, unknown>> = {}) =>
  datasetDefinitionSchema.parse({ name: 'orders', legacyRef: 'a', targetRef: 'b', ...more });

describe('names', () => {
  it.each([
    ['unit_price', ['UnitPrice', 'Price'], 'UnitPrice'],
    ['Name', ['name', 'NAME'], undefined],
    ['name', ['name', 'NAME'], 'name'],
    ['customer id', ['CUSTOMER_ID'], 'CUSTOMER_ID'],
    ['total', ['sum'], undefined],
  ])('%j among %j is %j', (wanted, names, found) => expect(findName(wanted, names)).toBe(found));

  it('proposes the nearest, or what there is', () => {
    expect(didYouMean('custmer', ['customers', 'orders', 'customer_log'])).toBe('Nearest: customers.');
    expect(didYouMean('x', ['customers', 'orders'])).toBe('There is: customers, orders.');
    expect(didYouMean('x', [])).toBe('There are none.');
  });
});

describe('pairing columns', () => {
  it('goes by folded name, declared pairs first, and leaves nothing out', () => {
    const legacy = table({ OrderId: 'integer', TTL: 'decimal', Old: 'text', Memo: 'text' });
    const target = table({ order_id: 'integer', total: 'decimal', fresh: 'text', memo: 'text' });
    const definition = dataset({
      columns: [
        { name: 'amount', legacy: 'ttl', target: 'total' },
        { name: 'memo', ignore: true },
      ],
    });
    const pairs = pairColumns(definition, legacy, target).map((pair) => [
      pair.name,
      pair.legacy?.name,
      pair.target?.name,
    ]);
    expect(pairs).toEqual([
      ['amount', 'TTL', 'total'],
      ['memo', 'Memo', 'memo'],
      ['order_id', 'OrderId', 'order_id'],
      ['fresh', undefined, 'fresh'],
      ['Old', 'Old', undefined],
    ]);
    const plan = planComparison(definition, legacy, target);
    expect(plan.columns.map((column) => column.name)).toEqual(['amount', 'order_id']);
  });

  it('does not guess between two columns that fold alike', () => {
    const legacy = table({ unitprice: 'decimal', Unit_Price: 'decimal' });
    expect(() => pairColumns(dataset(), legacy, table({ unit_price: 'decimal' }))).toThrow(
      /could be unitprice and Unit_Price/,
    );
  });
});

describe('the plan', () => {
  it('takes the declared key, else the primary key of legacy, else of target, else the whole row', () => {
    const columns = { id: 'integer', code: 'text', v: 'text' } as const;
    const keyOf = (definition: DatasetDefinition, legacyKey: string[], targetKey: string[]) => {
      const plan = planComparison(definition, table(columns, legacyKey), table(columns, targetKey));
      return plan.wholeRow ? null : plan.columns.slice(0, plan.keyColumns).map((column) => column.name);
    };
    expect(keyOf(dataset({ keyColumns: ['Code'] }), ['id'], ['id'])).toEqual(['code']);
    expect(keyOf(dataset(), ['id'], ['code'])).toEqual(['id']);
    expect(keyOf(dataset(), [], ['code'])).toEqual(['code']);
    expect(keyOf(dataset(), [], [])).toBeNull();
  });

  it.each([
    [{ keyColumns: ['idd'] }, /key column "idd" is no compared column\. Nearest: id/],
    [{ moneyColumn: 'totl' }, /money column "totl" is no compared column\. Nearest: total/],
    [{ columns: [{ name: 'x', legacy: 'totals' }] }, /legacy table t has no column "totals"\. Nearest: total/],
    [
      {
        columns: [
          { name: 'id', ignore: true },
          { name: 'total', ignore: true },
        ],
      },
      /no column in common/,
    ],
  ])('refuses %j', (definition, reason) => {
    const columns = { id: 'integer', total: 'decimal' } as const;
    expect(() => planComparison(dataset(definition), table(columns, ['id']), table(columns, ['id']))).toThrow(reason);
  });

  it('hashes natively only where both servers would say the same', () => {
    const columns = { id: 'integer', at: 'timestamp' } as const;
    const hashOf = (definition: DatasetDefinition, target: DescribedTable) =>
      planComparison(definition, table(columns, ['id']), target).legacy.hash;
    expect(hashOf(dataset(), table(columns, ['id']))).toBe('native');
    expect(hashOf(dataset(), table(columns, ['id'], { hashIdentity: 'other' }))).toBe('md5');
    expect(hashOf(dataset(), table(columns, ['id'], { hashIdentity: null }))).toBe('md5');
    expect(hashOf(dataset(), table({ id: 'integer', at: 'timestamptz' }, ['id']))).toBe('md5');
    expect(
      hashOf(dataset({ columns: [{ name: 'at', legacyTimeZone: 'Europe/Berlin' }] }), table(columns, ['id'])),
    ).toBe('md5');
    expect(hashOf(dataset({ columns: [{ name: 'at', type: 'text' }] }), table(columns, ['id']))).toBe('md5');
  });
});

it.each<[LogicalType, LogicalType, LogicalType]>([
  ['decimal', 'float', 'decimal'],
  ['integer', 'boolean', 'boolean'],
  ['date', 'timestamptz', 'timestamptz'],
  ['text', 'uuid', 'text'],
  ['text', 'integer', 'text'],
  ['text', 'boolean', 'text'],
  ['date', 'text', 'text'],
  ['timestamptz', 'text', 'text'],
  ['json', 'text', 'json'],
  ['binary', 'date', 'text'],
])('%s against %s is compared as %s, either way round', (one, other, meant) => {
  expect([comparisonType(one, other), comparisonType(other, one)]).toEqual([meant, meant]);
});
