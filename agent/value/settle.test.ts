import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LogicalType, logicalTypeSchema } from '../../core/dataset/schema.ts';
import { floatText } from './canonical-float.ts';
import { settle } from './settle.ts';

const table: [LogicalType, string, string][] = [
  ['decimal', '1.50', '1.5'],
  ['decimal', '+1.5', '1.5'],
  ['decimal', '15e-1', '1.5'],
  ['decimal', '.5', '0.5'],
  ['decimal', '5.', '5'],
  ['decimal', '-0.000', '0'],
  ['decimal', '000120.0500', '120.05'],
  ['decimal', '1E+5', '100000'],
  ['decimal', '12e-20', '0.00000000000000000012'],
  ['decimal', 'nan', 'NaN'],
  ['decimal', '-inf', '-Infinity'],
  ['decimal', 'twelve', 'twelve'],
  ['decimal', '', ''],
  ['decimal', '1e999999', '1e999999'],
  ['float', '1e15', '1e+15'],
  ['float', '100000000000000', '100000000000000'],
  ['float', '0.00001', '1e-05'],
  ['float', '-0', '0'],
  ['float', '1e400', 'Infinity'],
  ['boolean', 'T', 'true'],
  ['boolean', '0', 'false'],
  ['boolean', '2', '2'],
  ['date', '2024-1-5', '2024-01-05'],
  ['date', '2024-02-30', '2024-02-30'],
  ['date', '2024-02-29T00:00:00', '2024-02-29'],
  ['date', '2024-02-29 10:00', '2024-02-29 10:00:00'],
  ['time', '7:05', '07:05:00'],
  ['timestamp', '2024-02-29T12:00:00.120', '2024-02-29 12:00:00.12'],
  ['timestamp', '2024-02-29 12:00:00+02', '2024-02-29 10:00:00'],
  ['timestamptz', '2024-07-01 12:00:00', '2024-07-01 10:00:00+00'],
  ['timestamptz', '2024-07-01T12:00:00Z', '2024-07-01 12:00:00+00'],
  ['uuid', '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ['json', '{"bb":1.0,"a":"x","bb":2}', '{"a": "x", "bb": 2}'],
  ['json', '{"__proto__":1}', '{"__proto__": 1}'],
  ['json', '{broken', '{broken'],
];

describe('settle', () => {
  it.each(table)('%s %s is %s', (type, text, canonical) => {
    expect(settle(type, text, 'Europe/Berlin')).toBe(canonical);
  });

  it('changes nothing when done twice', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.json(),
      fc.bigInt().map(String),
      fc.uuid(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...logicalTypeSchema.options), texts, (type, text) => {
        const once = settle(type, text, 'UTC');
        expect(settle(type, once, 'UTC')).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps every double apart from every other', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(Number(floatText(value))).toBe(value === 0 ? 0 : value);
        expect(settle('float', floatText(value), 'UTC')).toBe(floatText(value));
      }),
      { numRuns: 5_000 },
    );
  });
});
