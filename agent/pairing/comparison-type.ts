import type { LogicalType } from '../../core/dataset/schema.ts';

/** Where two families meet, the type both are compared as. The order within a pair does not matter. */
const meetings: readonly [LogicalType, LogicalType, LogicalType][] = [
  ['integer', 'decimal', 'decimal'],
  ['integer', 'float', 'decimal'],
  ['decimal', 'float', 'decimal'],
  ['boolean', 'integer', 'boolean'],
  ['boolean', 'decimal', 'boolean'],
  ['date', 'timestamp', 'timestamp'],
  ['date', 'timestamptz', 'timestamptz'],
  ['timestamp', 'timestamptz', 'timestamptz'],
  ['uuid', 'binary', 'uuid'],
];

/** Types that plain text may well hold: the other side says what is meant. */
const readFromText: readonly LogicalType[] = [
  'integer',
  'decimal',
  'float',
  'boolean',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'json',
  'binary',
];

/** What a pair of columns is compared as when nobody declared it. */
export function comparisonType(legacy: LogicalType, target: LogicalType): LogicalType {
  if (legacy === target) return legacy;
  const meeting = meetings.find(([a, b]) => (a === legacy && b === target) || (a === target && b === legacy));
  if (meeting) return meeting[2];
  if (legacy === 'text' && readFromText.includes(target)) return target;
  if (target === 'text' && readFromText.includes(legacy)) return legacy;
  return 'text';
}
