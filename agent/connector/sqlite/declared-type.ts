import type { LogicalType } from '../../../core/dataset/schema.ts';

/** What is meant by a declared type, first match wins. SQLite itself only knows affinities; people write what they mean. */
const meanings: readonly [RegExp, LogicalType][] = [
  [/BOOL/, 'boolean'],
  [/UUID|GUID|UNIQUEIDENTIFIER/, 'uuid'],
  [/JSON/, 'json'],
  [/TIMESTAMPTZ|WITH TIME ZONE|DATETIMEOFFSET/, 'timestamptz'],
  [/DATETIME|TIMESTAMP/, 'timestamp'],
  [/DATE/, 'date'],
  [/TIME/, 'time'],
  [/CHAR|CLOB|TEXT|STRING|ENUM/, 'text'],
  [/BLOB|BINARY|BYTEA/, 'binary'],
  [/DEC|NUM|MONEY/, 'decimal'],
  [/REAL|FLOA|DOUB/, 'float'],
  [/INT|SERIAL/, 'integer'],
];

export function familyOfDeclared(declared: string): LogicalType {
  const upper = declared.toUpperCase();
  return meanings.find(([pattern]) => pattern.test(upper))?.[1] ?? 'text';
}

/** What else columns are used for, as SQLite has no type for it: times and identifiers as text, flags as numbers. */
const carried: Partial<Record<LogicalType, LogicalType[]>> = {
  text: ['date', 'time', 'timestamp', 'timestamptz', 'uuid', 'json'],
  integer: ['boolean', 'timestamp', 'timestamptz'],
  timestamp: ['timestamptz'],
  binary: ['uuid'],
};

export function mayMean(family: LogicalType): LogicalType[] {
  return carried[family] ?? [];
}
