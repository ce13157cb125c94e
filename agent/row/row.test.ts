import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from '../compare/compare-keys.ts';
import type { Line } from '../compare/row-cursor.ts';
import { batchOfLines } from './row-batch.ts';
import { type Boundary, rowText } from './row-hash.ts';
import { type Field, rowFields, rowLine } from './row-line.ts';

const field = fc.option(
  fc.oneof(
    fc.string(),
    fc.constantFrom('', '\\N', '\\', '|', ':', '1:', '!1:a', 'a\tb', 'a\nb', '\b\f\v\r', '0', '12', '2024-01-01'),
  ),
);
const lineOf = (fields: Field[]): Line => {
  const bytes = Buffer.from(rowLine(fields));
  return { bytes, start: 0, end: bytes.length - 1 };
};

describe('rows', () => {
  it('come back from a line as they went in', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        expect(rowFields(rowLine(fields).slice(0, -1))).toEqual(fields);
      }),
    );
  });

  it('are cut from a batch line by line', () => {
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 3 })), (rows) => {
        const { bytes, starts, ends } = batchOfLines(Buffer.from(rows.map(rowLine).join('')));
        expect(starts.map((start, i) => rowFields(bytes.toString('utf8', start, ends[i])))).toEqual(rows);
      }),
    );
  });

  it('have different texts to hash when they are different', () => {
    const boundary = fc.constantFrom<Boundary>('terminated', 'lengthPrefixed');
    const pair = fc.array(boundary, { minLength: 1, maxLength: 4 }).chain((boundaries) => {
      const row = fc.tuple(...boundaries.map(() => field));
      return fc.tuple(fc.constant(boundaries), row, row);
    });
    fc.assert(
      fc.property(pair, ([boundaries, one, other]) => {
        const alike = JSON.stringify(one) === JSON.stringify(other);
        expect(rowText(boundaries, one) === rowText(boundaries, other)).toBe(alike);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('keys', () => {
  it('are ordered by bytes, null first, column by column', () => {
    const key = fc.tuple(field, field);
    const rank = (one: Field, other: Field) => {
      if (one === null || other === null) return Number(other === null) - Number(one === null);
      return Buffer.from(one).compare(Buffer.from(other));
    };
    fc.assert(
      fc.property(key, key, (a, b) => {
        const expected = rank(a[0], b[0]) || rank(a[1], b[1]);
        const shape = { integerKey: false, keyColumns: 2 };
        expect(Math.sign(compareKeys(shape, lineOf([...a, 'x']), lineOf([...b, 'y'])))).toBe(Math.sign(expected));
      }),
      { numRuns: 2_000 },
    );
  });

  it('that are integers are ordered as numbers, null before and other things after', () => {
    const integer = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.integer().map(BigInt));
    const shape = { integerKey: true, keyColumns: 1 };
    const compare = (a: Field, b: Field) => Math.sign(compareKeys(shape, lineOf([a, 'x']), lineOf([b, 'y'])));
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        expect(compare(String(a), String(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect([compare(null, String(a)), compare(String(a), 'text'), compare(null, 'text')]).toEqual([-1, -1, -1]);
      }),
    );
  });
});
