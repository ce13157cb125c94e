import type { ExactnessCase } from './exactness-cases.ts';

const text = { postgresql: 'text', sqlite: 'TEXT', mariadb: 'varchar(60)' };

/** Text beside a type that nobody declared: only what the type itself prints is the same. */
export const textBesideTypeCases: ExactnessCase[] = [
  {
    name: 'codes kept as text against integers',
    type: text,
    targetType: { postgresql: 'integer', mariadb: 'int' },
    rows: [
      ["'1'", '1', 'same'],
      ["'-7'", '-7', 'same'],
      ["'0'", '0', 'same'],
      ["'01'", '1', 'differs'],
      ["' 1'", '1', 'differs'],
      ["'1 '", '1', 'differs'],
      ["'+1'", '1', 'differs'],
      ["'1.0'", '1', 'differs'],
      ["'1e0'", '1', 'differs'],
      ["'0x1'", '1', 'differs'],
      ["'-0'", '0', 'differs'],
      ["''", '0', 'differs'],
      ["''", 'null', 'differs'],
      ['null', '0', 'differs'],
      ["'true'", '1', 'differs'],
    ],
  },
  {
    name: 'codes that are declared to be integers',
    type: text,
    targetType: { postgresql: 'integer', mariadb: 'int' },
    column: { type: 'integer' },
    rows: [
      ["'01'", '1', 'same'],
      ["' 1'", '1', 'same'],
      ["'1e0'", '1', 'same'],
      ["'02'", '1', 'differs'],
      ["'one'", '1', 'differs'],
    ],
  },
  {
    name: 'text against decimals',
    type: text,
    targetType: { postgresql: 'numeric(12,4)', mariadb: 'decimal(12,4)' },
    rows: [
      ["'12.5'", '12.5', 'same'],
      ["'12'", '12', 'same'],
      ["'1200'", '1200', 'same'],
      ["'12.50'", '12.5', 'differs'],
      ["'012.5'", '12.5', 'differs'],
      ["'.5'", '0.5', 'differs'],
      ["'1.0'", '1', 'differs'],
      ["'12,5'", '12.5', 'differs'],
    ],
  },
  {
    name: 'text against doubles',
    type: text,
    targetType: { postgresql: 'double precision', mariadb: 'double' },
    rows: [
      ["'0.1'", { postgresql: '0.1', mariadb: '0.1e0' }, 'same'],
      ["'1e+15'", { postgresql: '1e15', mariadb: '1e15' }, 'same'],
      ["'0.10'", { postgresql: '0.1', mariadb: '0.1e0' }, 'differs'],
      ["'1e-1'", { postgresql: '0.1', mariadb: '0.1e0' }, 'differs'],
    ],
  },
  {
    name: 'text against flags',
    type: text,
    targetType: { postgresql: 'boolean' },
    rows: [
      ["'true'", 'true', 'same'],
      ["'false'", 'false', 'same'],
      ["'t'", 'true', 'differs'],
      ["'1'", 'true', 'differs'],
      ["'TRUE'", 'true', 'differs'],
      ["'no'", 'false', 'differs'],
    ],
  },
  {
    name: 'text against dates',
    type: text,
    targetType: { postgresql: 'date', mariadb: 'date' },
    rows: [
      ["'2026-01-05'", "'2026-01-05'", 'same'],
      ["'2026-1-5'", "'2026-01-05'", 'differs'],
      ["'2026-01-05 00:00:00'", "'2026-01-05'", 'differs'],
      ["'05.01.2026'", "'2026-01-05'", 'differs'],
      ["' 2026-01-05'", "'2026-01-05'", 'differs'],
    ],
  },
  {
    name: 'text against times and moments',
    type: text,
    targetType: { postgresql: 'timestamp', mariadb: 'datetime(6)' },
    rows: [
      ["'2026-01-05 10:00:00'", "'2026-01-05 10:00:00'", 'same'],
      ["'2026-01-05 10:00:00.25'", "'2026-01-05 10:00:00.25'", 'same'],
      ["'2026-01-05T10:00:00'", "'2026-01-05 10:00:00'", 'differs'],
      ["'2026-01-05 10:00'", "'2026-01-05 10:00:00'", 'differs'],
      ["'2026-01-05'", "'2026-01-05 00:00:00'", 'differs'],
    ],
  },
  {
    name: 'text against identifiers',
    type: text,
    targetType: { postgresql: 'uuid', mariadb: 'uuid' },
    rows: [
      ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'same'],
      ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'differs'],
      ["'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'differs'],
      ["'a0eebc999c0b4ef8bb6d6bb9bd380a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'differs'],
    ],
  },
  {
    name: 'numbers filled with zeros against text',
    type: { mariadb: 'int(6) zerofill' },
    targetType: { postgresql: 'text', mariadb: 'text' },
    rows: [
      ['42', "'000042'", 'same'],
      ['42', "'42'", 'differs'],
    ],
  },
];
