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

/** Told apart by meaning even where it is kept as text: every engine prints a document in its own way. */
const MEANT_IN_TEXT: readonly LogicalType[] = ['json', 'binary'];

/**
 * What a pair of columns is compared as when nobody declared it. Text beside a type is compared as text, with what the other
 * side prints: `01`, ` 1` and `1e0` are not the number 1 until somebody says that the column holds numbers. `held`: types that
 * text of this pair is known to hold all the same.
 */
export function comparisonType(
  legacy: LogicalType,
  target: LogicalType,
  held: readonly LogicalType[] = [],
): LogicalType {
  if (legacy === target) return legacy;
  const meeting = meetings.find(([a, b]) => (a === legacy && b === target) || (a === target && b === legacy));
  if (meeting) return meeting[2];
  if (legacy !== 'text' && target !== 'text') return 'text';
  const typed = legacy === 'text' ? target : legacy;
  return MEANT_IN_TEXT.includes(typed) || held.includes(typed) ? typed : 'text';
}
