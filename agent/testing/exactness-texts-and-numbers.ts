import type { ExactnessCase, Literal } from './exactness-cases.ts';

const text = { postgresql: 'text', sqlite: 'TEXT', mariadb: 'text' };
const numeric = { postgresql: 'numeric', sqlite: 'NUMERIC', mariadb: 'decimal(65,30)' };
const bigint = { postgresql: 'bigint', sqlite: 'BIGINT', mariadb: 'bigint' };
const double = { postgresql: 'double precision', sqlite: 'DOUBLE', mariadb: 'double' };

const utf8 = (hex: string): Literal => ({
  postgresql: `convert_from('\\x${hex}', 'UTF8')`,
  sqlite: `cast(x'${hex}' as text)`,
  mariadb: `_utf8mb4 x'${hex}'`,
});
const float = (value: string): Literal => ({
  postgresql: `'${value}'::float8`,
  sqlite: value,
  mariadb: `${value}e0`.replace(/(e.*)e0$/, '$1'),
});
/** What MySQL has no number for. */
const infinite = (postgresql: string, sqlite?: string): Literal => ({
  postgresql,
  ...(sqlite ? { sqlite } : {}),
  mariadb: null,
});

export const textAndNumberCases: ExactnessCase[] = [
  {
    name: 'null against any text, and empty against null',
    type: text,
    rows: [
      ['null', "'<null>'", 'differs'],
      ['null', "'null'", 'differs'],
      ['null', "'NULL'", 'differs'],
      ['null', "''", 'differs'],
      ['null', "' '", 'differs'],
      ["'\\N'", 'null', 'differs'],
      ["':'", 'null', 'differs'],
      ["'|'", 'null', 'differs'],
      ["'0'", 'null', 'differs'],
      ["'-'", 'null', 'differs'],
      ['null', 'null', 'same'],
      ["''", "''", 'same'],
      ["'\\N'", "'\\N'", 'same'],
    ],
  },
  {
    name: 'trailing and leading blanks, case, tabs, newlines, backslashes',
    type: text,
    rows: [
      ["'abc'", "'abc '", 'differs'],
      ["'abc'", "' abc'", 'differs'],
      ["'abc'", "'Abc'", 'differs'],
      ["'STRASSE'", "'straße'", 'differs'],
      [utf8('6109'), utf8('6120'), 'differs'],
      [utf8('610a62'), utf8('6162'), 'differs'],
      [utf8('610d0a62'), utf8('610a62'), 'differs'],
      [utf8('615c6e62'), utf8('610a62'), 'differs'],
      [utf8('5c'), utf8('5c5c'), 'differs'],
      [utf8('0108090a0b0c0d1b7f5c4e'), utf8('0108090a0b0c0d1b7f5c4e'), 'same'],
      ["'it''s \"quoted\", {braced}'", "'it''s \"quoted\", {braced}'", 'same'],
    ],
  },
  {
    name: 'Unicode forms and emoji',
    type: text,
    rows: [
      [utf8('c3a9'), utf8('65cc81'), 'differs'],
      [utf8('f09f918d'), utf8('f09f918df09f8fbd'), 'differs'],
      [utf8('e28099'), utf8('27'), 'differs'],
      [utf8('61e2808b'), utf8('61'), 'differs'],
      [utf8('c2a0'), utf8('20'), 'differs'],
      [utf8('f09f918df09f8fbd'), utf8('f09f918df09f8fbd'), 'same'],
      [utf8('efbbbf61'), utf8('efbbbf61'), 'same'],
    ],
  },
  {
    name: 'unconstrained numeric',
    type: numeric,
    rows: [
      ['10.10', '10.40', 'differs'],
      ['10.10', '10.1', 'same'],
      ['0.99', '0.99', 'same'],
      ['1.98', '1.980000', 'same'],
      ['-5', '5', 'differs'],
      ['0', '-0.00', 'same'],
      ['100', '1e2', 'same'],
      ['1', '10000', 'differs'],
      ['0.1', '0.10000000000000001', 'differs'],
      ['123456789012345.67', '123456789012345.68', 'differs'],
      ['123456789012345.67', '123456789012345.67', 'same'],
      [infinite("'NaN'"), infinite("'NaN'"), 'same'],
      [infinite("'NaN'"), 'null', 'differs'],
      [{ postgresql: '1e-30' }, '1e-30', 'same'],
      [{ postgresql: '12345678901234567890.12345' }, '12345678901234567890.123450', 'same'],
      [{ postgresql: '12345678901234567890.12345' }, '12345678901234567890.12346', 'differs'],
    ],
  },
  {
    name: 'big integers',
    type: bigint,
    rows: [
      ['9007199254740992', '9007199254740993', 'differs'],
      ['9007199254740993', '9007199254740993', 'same'],
      // The halves of a bigint, folded onto each other, are the same here: PostgreSQL's own hash does not tell them apart.
      ['1', '4294967296', 'differs'],
      ['4294967298', '8589934593', 'differs'],
      ['0', '-1', 'differs'],
      ['9223372036854775807', '9223372036854775806', 'differs'],
      ['-9223372036854775807', '-9223372036854775807', 'same'],
      ['(-9223372036854775807 - 1)', '(-9223372036854775807 - 1)', 'same'],
    ],
  },
  {
    name: 'double precision, minus zero, infinities, NaN',
    type: double,
    rows: [
      [float('0.30000000000000004'), float('0.3'), 'differs'],
      [float('0.1'), float('0.1'), 'same'],
      [{ postgresql: "'-0'::float8", sqlite: '-0.0', mariadb: '-0e0' }, float('0'), 'same'],
      [infinite("'Infinity'::float8", '9e999'), infinite("'Infinity'::float8"), 'same'],
      [infinite("'-Infinity'::float8", '-9e999'), infinite("'Infinity'::float8"), 'differs'],
      [infinite("'NaN'::float8"), infinite("'NaN'::float8"), 'same'],
      ['null', infinite("'NaN'::float8"), 'differs'],
      [float('5e-324'), float('5e-324'), 'same'],
      [float('1.7976931348623157e308'), float('1.7976931348623157e308'), 'same'],
      [float('1e15'), float('1e15'), 'same'],
      [float('123456789.125'), float('123456789.125'), 'same'],
      // Their shortest texts lie half-way to a neighbour: engines print them differently.
      [float('9007199254740996'), float('9007199254740996'), 'same'],
      [float('36028797018963976'), float('36028797018963976'), 'same'],
      [float('5.684341886080802e-14'), float('5.684341886080802e-14'), 'same'],
      [float('9.5367431640625e-07'), float('9.5367431640625e-07'), 'same'],
    ],
  },
];
