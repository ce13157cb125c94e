import type { ExactnessCase, Literal } from './exactness-cases.ts';

const timestamp = { postgresql: 'timestamp(6)', sqlite: 'TIMESTAMP', mariadb: 'datetime(6)' };
const instant = { postgresql: 'timestamptz', sqlite: 'TIMESTAMPTZ', mariadb: 'timestamp(6) null' };
/** MariaDB takes no offsets: it is told the time in UTC. */
const at = (written: string, utc: string): Literal => ({
  postgresql: `'${written}'`,
  sqlite: `'${written}'`,
  mariadb: `'${utc}'`,
});

const bytes = (hex: string) => ({ postgresql: `'\\x${hex}'`, sqlite: `x'${hex}'`, mariadb: `x'${hex}'` });
/** Read as local time in Berlin; the same in UTC for an engine that is told so. */
const berlin = (local: string, utc: string | null): Literal => ({
  postgresql: `('${local}'::timestamp at time zone 'Europe/Berlin')`,
  mariadb: utc === null ? null : `'${utc}'`,
});

export const timeAndOtherCases: ExactnessCase[] = [
  {
    name: 'timestamps with microseconds',
    type: timestamp,
    rows: [
      ["'2024-02-29 12:00:00.000001'", "'2024-02-29 12:00:00.000002'", 'differs'],
      ["'2024-02-29 12:00:00.123456'", "'2024-02-29 12:00:00.123456'", 'same'],
      ["'2024-02-29 12:00:00.500'", "'2024-02-29 12:00:00.5'", 'same'],
      ["'2024-02-29T12:00:00'", "'2024-02-29 12:00:00'", 'same'],
      ["'2024-02-29'", "'2024-02-29 00:00:00'", 'same'],
      ["'2024-02-29 12:00'", "'2024-02-29 12:00:00'", 'same'],
      ["'2024-02-29 12:00:00'", "'2024-02-29 14:00:00'", 'differs'],
      [{ postgresql: "'2023-11-14 22:13:20'", sqlite: '1700000000' }, "'2023-11-14 22:13:20'", 'same'],
      [{ postgresql: "'2023-11-14 22:13:20.123'", sqlite: '1700000000123' }, "'2023-11-14 22:13:20.123'", 'same'],
      ["'0099-12-31 23:59:59'", "'0099-12-31 23:59:59'", 'same'],
      [
        { postgresql: "'infinity'", sqlite: "'infinity'", mariadb: null },
        { postgresql: "'infinity'", mariadb: null },
        'same',
      ],
      ['null', "'1970-01-01 00:00:00'", 'differs'],
    ],
  },
  {
    name: 'instants with offsets',
    type: instant,
    rows: [
      [
        at('2024-06-01 12:00:00+02', '2024-06-01 10:00:00'),
        at('2024-06-01 10:00:00+00', '2024-06-01 10:00:00'),
        'same',
      ],
      [
        at('2024-06-01T12:00:00Z', '2024-06-01 12:00:00'),
        at('2024-06-01 14:00:00+02:00', '2024-06-01 12:00:00'),
        'same',
      ],
      [
        at('2024-06-01 12:00:00+05:30', '2024-06-01 06:30:00'),
        at('2024-06-01 06:30:00+00', '2024-06-01 06:30:00'),
        'same',
      ],
      [
        at('2024-06-01 12:00:00+02', '2024-06-01 10:00:00'),
        at('2024-06-01 12:00:00+00', '2024-06-01 12:00:00'),
        'differs',
      ],
      [
        at('2024-06-01 12:00:00.000001+00', '2024-06-01 12:00:00.000001'),
        at('2024-06-01 12:00:00+00', '2024-06-01 12:00:00'),
        'differs',
      ],
    ],
  },
  {
    name: 'local times of a zone, across its clock changes',
    type: { postgresql: 'timestamp', sqlite: 'DATETIME', mariadb: 'datetime(2)' },
    targetType: { postgresql: 'timestamptz', mariadb: 'timestamp(6) null' },
    column: { legacyTimeZone: 'Europe/Berlin' },
    rows: [
      ["'2024-06-01 12:00:00'", at('2024-06-01 10:00:00+00', '2024-06-01 10:00:00'), 'same'],
      ["'2024-12-01 12:00:00'", at('2024-12-01 11:00:00+00', '2024-12-01 11:00:00'), 'same'],
      ["'2024-12-01 12:00:00'", at('2024-12-01 12:00:00+00', '2024-12-01 12:00:00'), 'differs'],
      // Skipped in spring, doubled in autumn.
      ["'2024-03-31 02:30:00'", berlin('2024-03-31 02:30:00', '2024-03-31 01:30:00'), 'same'],
      ["'2024-10-27 02:30:00'", berlin('2024-10-27 02:30:00', '2024-10-27 01:30:00'), 'same'],
      ["'2024-10-27 01:59:59'", at('2024-10-26 23:59:59+00', '2024-10-26 23:59:59'), 'same'],
      ["'1955-07-01 12:00:00.25'", berlin('1955-07-01 12:00:00.25', null), 'same'],
    ],
  },
  {
    name: 'dates and times of day',
    type: { postgresql: 'date', sqlite: 'DATE', mariadb: 'date' },
    rows: [
      ["'2024-02-29'", "'2024-02-29'", 'same'],
      ["'2024-02-29'", "'2024-03-01'", 'differs'],
      ["'0001-01-01'", "'0001-01-01'", 'same'],
      ['null', "'1970-01-01'", 'differs'],
    ],
  },
  {
    name: 'times of day',
    type: { postgresql: 'time', sqlite: 'TIME', mariadb: 'time(6)' },
    rows: [
      ["'12:30'", "'12:30:00'", 'same'],
      ["'12:30:00.100'", "'12:30:00.1'", 'same'],
      ["'12:30:00.000001'", "'12:30:00'", 'differs'],
      ["'00:00:00'", "'12:00:00'", 'differs'],
    ],
  },
  {
    name: 'booleans',
    type: { postgresql: 'boolean', sqlite: 'BOOLEAN', mariadb: 'boolean' },
    rows: [
      [{ postgresql: 'true', sqlite: '1' }, 'true', 'same'],
      [{ postgresql: 'false', sqlite: '0' }, 'false', 'same'],
      [{ postgresql: 'false', sqlite: '0' }, 'true', 'differs'],
      [{ postgresql: 'false', sqlite: '0' }, 'null', 'differs'],
      [{ postgresql: 'true', sqlite: "'t'" }, 'true', 'same'],
      [{ postgresql: 'false', sqlite: "'N'" }, 'false', 'same'],
      [{ postgresql: 'null', sqlite: '2', mariadb: '2' }, 'true', 'differs'],
    ],
  },
  {
    name: 'booleans kept as integers',
    type: { postgresql: 'smallint', sqlite: 'INTEGER', mariadb: 'smallint' },
    targetType: { postgresql: 'boolean', mariadb: 'bit(1)' },
    rows: [
      ['1', 'true', 'same'],
      ['0', 'false', 'same'],
      ['0', 'true', 'differs'],
      ['2', 'true', 'differs'],
      ['null', 'false', 'differs'],
    ],
  },
  {
    name: 'binary',
    type: { postgresql: 'bytea', sqlite: 'BLOB', mariadb: 'blob' },
    rows: [
      [bytes('00ff'), bytes('00ff'), 'same'],
      [bytes('00ff'), bytes('00fe'), 'differs'],
      [bytes(''), 'null', 'differs'],
      [bytes(''), bytes(''), 'same'],
      [{ ...bytes('616263'), sqlite: "'abc'" }, bytes('616263'), 'same'],
      [bytes('5c00'), bytes('5c'), 'differs'],
    ],
  },
  {
    name: 'uuid',
    type: { postgresql: 'uuid', sqlite: 'UUID', mariadb: 'uuid' },
    rows: [
      ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'same'],
      [
        { postgresql: "'a0eebc999c0b4ef8bb6d6bb9bd380a11'", sqlite: "x'a0eebc999c0b4ef8bb6d6bb9bd380a11'" },
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
        'same',
      ],
      ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'", 'differs'],
    ],
  },
  {
    name: 'json by meaning',
    type: { postgresql: 'jsonb', sqlite: 'JSON', mariadb: 'json' },
    rows: [
      [`'{"b":1,"a":[1,2]}'`, `'{"a": [1, 2], "b": 1}'`, 'same'],
      [`'{"b":1.0}'`, `'{"b": 1}'`, 'same'],
      [`'{"b":12345678901234567890}'`, `'{"b": 12345678901234567891}'`, 'differs'],
      [`'[1,2]'`, `'[2,1]'`, 'differs'],
      [`'null'`, 'null', 'differs'],
      [`'"1"'`, `'1'`, 'differs'],
    ],
  },
  {
    name: 'decimals kept as double precision',
    type: { postgresql: 'numeric(12,2)', sqlite: 'NUMERIC(12,2)', mariadb: 'decimal(12,2)' },
    targetType: { postgresql: 'double precision', mariadb: 'double' },
    rows: [
      ['0.99', '0.99', 'same'],
      ['13.86', '13.86', 'same'],
      ['9999999999.99', '9999999999.99', 'same'],
      ['5', '5', 'same'],
      ['0.99', '1.00', 'differs'],
      ['0.30', { postgresql: "('0.1'::float8 + '0.2'::float8)", mariadb: '0.1e0 + 0.2e0' }, 'differs'],
      ['0', { postgresql: "'NaN'", mariadb: null }, 'differs'],
    ],
  },
  {
    name: 'decimals kept as text, times kept as text',
    type: { postgresql: 'text', sqlite: 'TEXT', mariadb: 'text' },
    targetType: { postgresql: 'numeric(12,4)', mariadb: 'decimal(12,4)' },
    column: { type: 'decimal' },
    rows: [
      ["'12.50'", '12.5', 'same'],
      ["'+12.5'", '12.5', 'same'],
      ["'12.51'", '12.5', 'differs'],
      ["'twelve'", '12', 'differs'],
      ["''", 'null', 'differs'],
      ["''", '0', 'differs'],
    ],
  },
  {
    name: 'instants kept as text',
    type: { postgresql: 'varchar(40)', sqlite: 'VARCHAR(40)', mariadb: 'varchar(40)' },
    targetType: { postgresql: 'timestamptz', mariadb: 'timestamp(6) null' },
    column: { legacyTimeZone: 'America/New_York' },
    rows: [
      ["'2024-06-01T08:00:00'", at('2024-06-01 12:00:00+00', '2024-06-01 12:00:00'), 'same'],
      ["'2024-06-01T08:00:00Z'", at('2024-06-01 08:00:00+00', '2024-06-01 08:00:00'), 'same'],
      ["'2024-06-01T08:00:00'", at('2024-06-01 08:00:00+00', '2024-06-01 08:00:00'), 'differs'],
      ["'yesterday'", at('2024-06-01 08:00:00+00', '2024-06-01 08:00:00'), 'differs'],
    ],
  },
];
