import type { ExactnessCase, Literal } from './exactness-cases.ts';

/** Types that only MySQL has, or that print otherwise there: MariaDB as legacy, against what PostgreSQL has for it and itself. */
const zero = (written: string): Literal => ({ mariadb: `'${written}'` });
const only = (mariadb: string): Literal => ({ mariadb });
const postgresql = (literal: string): Literal => ({ postgresql: literal, mariadb: null });
const collated = { mariadb: 'varchar(40) character set utf8mb4 collate utf8mb4_general_ci' };
const texts: ExactnessCase['rows'] = [
  ["'abc'", "'abc'", 'same'],
  ["'abc'", "'ABC'", 'differs'],
  ["'abc'", "'abc '", 'differs'],
  ["'e'", "'é'", 'differs'],
  ["''", "' '", 'differs'],
  ["''", 'null', 'differs'],
];

export const mysqlCases: ExactnessCase[] = [
  {
    name: 'tinyint(1) against a number',
    type: { mariadb: 'tinyint(1)' },
    targetType: { postgresql: 'smallint', mariadb: 'smallint' },
    rows: [
      ['1', '1', 'same'],
      ['2', '2', 'same'],
      ['2', '1', 'differs'],
      ['-1', '1', 'differs'],
      ['0', 'null', 'differs'],
    ],
  },
  {
    name: 'enums',
    type: { mariadb: "enum('new','Paid','ünpaid') collate utf8mb4_general_ci" },
    targetType: { postgresql: 'text', mariadb: 'text' },
    rows: [
      ["'new'", "'new'", 'same'],
      ["'Paid'", "'paid'", 'differs'],
      ["'ünpaid'", "'ünpaid'", 'same'],
    ],
  },
  {
    name: 'sets',
    type: { mariadb: "set('a','b','c')" },
    targetType: { postgresql: 'text', mariadb: 'text' },
    rows: [
      ["'c,a'", "'a,c'", 'same'],
      ["''", "''", 'same'],
      ["''", 'null', 'differs'],
      ["'a'", "'a,b'", 'differs'],
    ],
  },
  {
    name: 'text under a collation that ignores case, accents and blanks',
    type: collated,
    targetType: { postgresql: 'varchar(40)', ...collated },
    rows: texts,
  },
  {
    name: 'Latin-1 text',
    type: { mariadb: 'varchar(40) character set latin1 collate latin1_swedish_ci' },
    targetType: { postgresql: 'text', mariadb: 'text' },
    rows: [...texts, ["'Größe 5 €'", "'Größe 5 €'", 'same'], ["'Größe'", "'Grösse'", 'differs']],
  },
  {
    name: 'UTF-8 of three bytes, UTF-16 and UCS-2',
    type: { mariadb: 'text character set utf8mb3' },
    targetType: { postgresql: 'text', mariadb: 'varchar(40) character set utf16' },
    rows: [...texts, ["'Größe 5 € 東京'", "'Größe 5 € 東京'", 'same']],
  },
  {
    name: 'char, which has no trailing blanks',
    type: { mariadb: 'char(5)' },
    targetType: { postgresql: 'char(5)', mariadb: 'char(5)' },
    rows: [
      ["'ab '", "'ab'", 'same'],
      ["' ab'", "'ab'", 'differs'],
      ["'AB'", "'ab'", 'differs'],
    ],
  },
  {
    name: 'bytes of fixed length',
    type: { mariadb: 'binary(4)' },
    targetType: { postgresql: 'bytea', mariadb: 'blob' },
    rows: [
      [only("x'00ff'"), { postgresql: "'\\x00ff0000'", mariadb: "x'00ff0000'" }, 'same'],
      [only("x'00ff'"), { postgresql: "'\\x00ff'", mariadb: "x'00ff'" }, 'differs'],
      [only("x'5c27090a'"), { postgresql: "'\\x5c27090a'", mariadb: "x'5c27090a'" }, 'same'],
    ],
  },
  {
    name: 'dates with zeros',
    type: { mariadb: 'date' },
    targetType: { postgresql: 'date', mariadb: 'date' },
    rows: [
      [zero('0000-00-00'), 'null', 'differs'],
      [zero('0000-00-00'), postgresql("'0001-01-01'"), 'differs'],
      [zero('0000-00-00'), zero('0000-00-00'), 'same'],
      [zero('2024-00-15'), "'2024-01-15'", 'differs'],
      [zero('2024-00-15'), zero('2024-00-15'), 'same'],
      [zero('2024-02-00'), "'2024-01-31'", 'differs'],
      ['null', zero('0000-00-00'), 'differs'],
    ],
  },
  {
    name: 'dates with zeros against text',
    type: { mariadb: 'date' },
    targetType: { postgresql: 'text', mariadb: 'text' },
    rows: [
      [zero('0000-00-00'), "'0000-00-00'", 'same'],
      [zero('0000-00-00'), "''", 'differs'],
    ],
  },
  {
    name: 'moments with zeros',
    type: { mariadb: 'datetime(3)' },
    targetType: { postgresql: 'timestamptz', mariadb: 'timestamp(3) null' },
    rows: [
      [zero('0000-00-00 00:00:00'), 'null', 'differs'],
      [zero('0000-00-00 00:00:00'), "'1970-01-01 00:00:01'", 'differs'],
      [zero('0000-00-00 00:00:00'), zero('0000-00-00 00:00:00'), 'same'],
      ["'2024-02-29 12:00:00.500'", "'2024-02-29 12:00:00.5'", 'same'],
      ["'2024-02-29 12:00:00.001'", "'2024-02-29 12:00:00'", 'differs'],
    ],
  },
  {
    name: 'local moments of a zone, zeros among them',
    type: { mariadb: 'datetime' },
    targetType: { postgresql: 'timestamptz', mariadb: 'timestamp null' },
    column: { legacyTimeZone: 'America/New_York' },
    rows: [
      [zero('0000-00-00 00:00:00'), 'null', 'differs'],
      ["'2024-07-01 08:00:00'", "'2024-07-01 12:00:00'", 'same'],
      ["'2024-07-01 08:00:00'", "'2024-07-01 13:00:00'", 'differs'],
      // Doubled: the later one is meant. Skipped: as before the jump.
      ["'2024-11-03 01:30:00'", "'2024-11-03 06:30:00'", 'same'],
      ["'2024-11-03 01:30:00'", "'2024-11-03 05:30:00'", 'differs'],
      ["'2024-03-10 02:30:00'", "'2024-03-10 07:30:00'", 'same'],
      [zero('0000-00-00 00:00:00'), zero('0000-00-00 00:00:00'), 'same'],
      // Out of the years whose rules the server is told.
      ["'1955-07-01 08:00:00'", postgresql("'1955-07-01 12:00:00+00'"), 'same'],
      ["'1955-07-01 08:00:00'", postgresql("'1955-07-01 08:00:00+00'"), 'differs'],
      ["'2050-07-01 08:00:00'", postgresql("'2050-07-01 12:00:00+00'"), 'same'],
    ],
  },
  {
    name: 'moments kept as seconds and milliseconds',
    type: { mariadb: 'bigint' },
    targetType: { postgresql: 'timestamptz', mariadb: 'timestamp(3) null' },
    column: { type: 'timestamptz' },
    rows: [
      ['1700000000', "'2023-11-14 22:13:20'", 'same'],
      ['1700000000123', "'2023-11-14 22:13:20.123'", 'same'],
      ['1700000001', "'2023-11-14 22:13:20'", 'differs'],
      ['9223372036854775807', 'null', 'differs'],
      ['-9223372036854775807', 'null', 'differs'],
    ],
  },
  {
    name: 'GUIDs kept as text',
    type: { mariadb: 'char(36) collate utf8mb4_general_ci' },
    targetType: { postgresql: 'uuid', mariadb: 'uuid' },
    column: { type: 'uuid' },
    rows: [
      ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'same'],
      ["'a0eebc999c0b4ef8bb6d6bb9bd380a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'same'],
      ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'", 'differs'],
      ["'none'", 'null', 'differs'],
    ],
  },
  {
    name: 'GUIDs kept as bytes',
    type: { mariadb: 'binary(16)' },
    targetType: { postgresql: 'uuid', mariadb: 'uuid' },
    rows: [
      [only("x'a0eebc999c0b4ef8bb6d6bb9bd380a11'"), "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'same'],
      [only("x'a0eebc999c0b4ef8bb6d6bb9bd380a11'"), "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'", 'differs'],
    ],
  },
  {
    name: 'network addresses',
    type: { mariadb: 'inet6' },
    targetType: { postgresql: 'inet', mariadb: 'varchar(45)' },
    rows: [
      ["'2001:db8::1'", "'2001:db8::1'", 'same'],
      ["'2001:db8::1'", "'2001:db8::2'", 'differs'],
    ],
  },
  {
    name: 'flags kept as words',
    type: { mariadb: 'varchar(5) collate utf8mb4_general_ci' },
    targetType: { postgresql: 'boolean', mariadb: 'boolean' },
    column: { type: 'boolean' },
    rows: [
      ["'Yes'", 'true', 'same'],
      ["'N'", 'false', 'same'],
      ["'yés'", 'true', 'differs'],
      ["'maybe'", 'true', 'differs'],
    ],
  },
  {
    name: 'JSON that MariaDB keeps as long text',
    type: { mariadb: 'longtext check (json_valid(v))' },
    targetType: { postgresql: 'jsonb', mariadb: 'json' },
    rows: [
      [`'{"b":1.0,"a":[1,2]}'`, `'{"a": [1, 2], "b": 1}'`, 'same'],
      [`'{"b":1}'`, `'{"b":"1"}'`, 'differs'],
      [`'null'`, 'null', 'differs'],
    ],
  },
];
