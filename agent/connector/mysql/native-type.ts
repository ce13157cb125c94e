import type { LogicalType } from '../../../core/dataset/schema.ts';

const families: Record<string, LogicalType> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'integer',
  year: 'integer',
  decimal: 'decimal',
  float: 'float',
  double: 'float',
  binary: 'binary',
  varbinary: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
  geometry: 'binary',
  point: 'binary',
  linestring: 'binary',
  polygon: 'binary',
  multipoint: 'binary',
  multilinestring: 'binary',
  multipolygon: 'binary',
  geometrycollection: 'binary',
  geomcollection: 'binary',
  date: 'date',
  time: 'time',
  datetime: 'timestamp',
  timestamp: 'timestamptz',
  json: 'json',
  uuid: 'uuid',
};

/** The word a native type begins with: `decimal` of `decimal(8,2) unsigned`. */
export function baseOf(nativeType: string): string {
  return /^[a-z0-9]+/.exec(nativeType)?.[0] ?? '';
}

/** What a column means by its type as the server writes it. `tinyint(1)` and `bit(1)` are what MySQL has for booleans. */
export function familyOf(nativeType: string): LogicalType {
  if (/^(tinyint\(1\)|bit\(1\))/.test(nativeType)) return 'boolean';
  return families[baseOf(nativeType)] ?? 'text';
}

/** What else columns are used for: text and bytes as identifiers and documents, small integers as flags and epochs. */
const carried: Partial<Record<LogicalType, LogicalType[]>> = {
  text: ['date', 'time', 'timestamp', 'timestamptz', 'uuid', 'json'],
  integer: ['boolean', 'timestamp', 'timestamptz'],
  boolean: ['integer'],
  timestamp: ['timestamptz'],
  binary: ['uuid'],
};

export function mayMean(nativeType: string): LogicalType[] {
  if (baseOf(nativeType) === 'bit') return ['integer', 'boolean', 'binary'];
  return carried[familyOf(nativeType)] ?? [];
}

/** Digits of the fraction: of `decimal(8,2)` 2, of `datetime(6)` 6, of `datetime` 0. */
export function scaleOf(nativeType: string): number {
  const [, first, second] = /\((\d+)(?:,(\d+))?\)/.exec(nativeType) ?? [];
  return Number((baseOf(nativeType) === 'decimal' ? second : first) ?? 0);
}
