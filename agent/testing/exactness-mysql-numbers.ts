import type { ExactnessCase, Literal } from './exactness-cases.ts';

/** Numbers and times of day that print otherwise in MySQL than they are: MariaDB as legacy, against PostgreSQL and itself. */
const only = (mariadb: string): Literal => ({ mariadb });

export const mysqlNumberCases: ExactnessCase[] = [
  {
    name: 'unsigned big integers',
    type: { mariadb: 'bigint unsigned' },
    targetType: { postgresql: 'numeric(20,0)', mariadb: 'decimal(20,0)' },
    rows: [
      ['18446744073709551615', '18446744073709551615', 'same'],
      ['18446744073709551615', '18446744073709551614', 'differs'],
      ['9223372036854775808', '-9223372036854775808', 'differs'],
      ['9223372036854775808', '9223372036854775808', 'same'],
      ['0', 'null', 'differs'],
    ],
  },
  {
    name: 'the longest decimals',
    type: { mariadb: 'decimal(65,30)' },
    targetType: { postgresql: 'numeric', mariadb: 'decimal(65,30)' },
    rows: [
      [
        '12345678901234567890123456789012345.123456789012345678901234567891',
        '12345678901234567890123456789012345.123456789012345678901234567891',
        'same',
      ],
      [
        '12345678901234567890123456789012345.123456789012345678901234567891',
        '12345678901234567890123456789012345.123456789012345678901234567892',
        'differs',
      ],
      ['0.000000000000000000000000000001', '0', 'differs'],
      ['-0.000000000000000000000000000000', '0', 'same'],
    ],
  },
  {
    name: 'numbers filled with zeros',
    type: { mariadb: 'decimal(8,2) zerofill' },
    targetType: { postgresql: 'numeric(8,2)', mariadb: 'decimal(8,2)' },
    rows: [
      ['12.50', '12.5', 'same'],
      ['0', '0', 'same'],
      ['7', '70', 'differs'],
    ],
  },
  {
    name: 'integers filled with zeros',
    type: { mariadb: 'int(6) zerofill' },
    targetType: { postgresql: 'bigint', mariadb: 'int' },
    rows: [
      ['42', '42', 'same'],
      ['42', '420', 'differs'],
    ],
  },
  {
    name: 'floats, which print six digits',
    type: { mariadb: 'float' },
    targetType: { postgresql: 'real', mariadb: 'float' },
    rows: [
      ['0.1', '0.1', 'same'],
      ['123456.789', '123456.789', 'same'],
      ['123456.789', '123456.78', 'differs'],
      ['16777216', '16777216', 'same'],
      ['16777215', '16777214', 'differs'],
      ['0.1', '0.10000001', 'differs'],
      ['8388608.5', '8388608', 'same'],
      ['3.4028234e38', '3.4028234e38', 'same'],
      ['1.17549435e-38', '1.17549435e-38', 'same'],
      ['1e15', '1e15', 'same'],
      ['1e-5', '1e-5', 'same'],
      ['-1.5e-7', '-1.5e-7', 'same'],
      [only('-0e0'), '0', 'same'],
      ['null', '0', 'differs'],
    ],
  },
  {
    name: 'floats against doubles, by their own digits',
    type: { mariadb: 'float' },
    targetType: { postgresql: 'double precision', mariadb: 'double' },
    rows: [
      ['0.1', '0.1', 'same'],
      ['123456.789', '123456.79', 'same'],
      ['0.1', '0.10000000149011612', 'differs'],
    ],
  },
  {
    name: 'floats with declared digits against decimals',
    type: { mariadb: 'float(10,2)' },
    targetType: { postgresql: 'numeric(12,2)', mariadb: 'decimal(12,2)' },
    rows: [
      ['12.30', '12.3', 'same'],
      ['12.30', '12.31', 'differs'],
    ],
  },
  {
    name: 'doubles against decimals, large and small',
    type: { mariadb: 'double' },
    targetType: { postgresql: 'numeric', mariadb: 'decimal(65,30)' },
    rows: [
      ['1e20', '100000000000000000000', 'same'],
      ['1.5e-7', '0.00000015', 'same'],
      ['1e20', '100000000000000000001', 'differs'],
      ['-1e15', '-1000000000000000', 'same'],
    ],
  },
  {
    name: 'times beyond a day, and negative ones',
    type: { mariadb: 'time(2)' },
    targetType: { postgresql: 'interval', mariadb: 'varchar(20)' },
    rows: [
      ["'838:59:59'", "'838:59:59'", 'same'],
      ["'838:59:59'", "'838:59:58'", 'differs'],
      ["'-01:00:00'", "'-01:00:00'", 'same'],
      ["'-01:00:00'", "'01:00:00'", 'differs'],
      ["'25:00:00.10'", "'25:00:00.1'", 'same'],
      ["'00:00:00'", 'null', 'differs'],
    ],
  },
  {
    name: 'years',
    type: { mariadb: 'year' },
    targetType: { postgresql: 'smallint', mariadb: 'smallint' },
    rows: [
      ['2024', '2024', 'same'],
      [only("'0000'"), '0', 'same'],
      ['2024', '2023', 'differs'],
    ],
  },
  {
    name: 'bits',
    type: { mariadb: 'bit(8)' },
    targetType: { postgresql: 'bit(8)', mariadb: 'bit(8)' },
    rows: [
      ["b'00000101'", "b'00000101'", 'same'],
      ["b'00000101'", "b'10000101'", 'differs'],
      ["b'00000000'", 'null', 'differs'],
    ],
  },
  {
    name: 'bits as numbers',
    type: { mariadb: 'bit(64)' },
    targetType: { postgresql: 'numeric(20,0)', mariadb: 'bigint unsigned' },
    rows: [
      [only('18446744073709551615'), '18446744073709551615', 'same'],
      [only('18446744073709551615'), '18446744073709551614', 'differs'],
      ["b'101'", '5', 'same'],
    ],
  },
  {
    name: 'bits as bytes',
    type: { mariadb: 'bit(12)' },
    targetType: { postgresql: 'bytea', mariadb: 'varbinary(4)' },
    column: { type: 'binary' },
    rows: [
      [only("b'000000000101'"), { postgresql: "'\\x0005'", mariadb: "x'0005'" }, 'same'],
      [only("b'000000000101'"), { postgresql: "'\\x05'", mariadb: "x'05'" }, 'differs'],
    ],
  },
];
