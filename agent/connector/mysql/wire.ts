import { randomBytes } from 'node:crypto';
import { type LogicalType, logicalTypeSchema } from '../../../core/dataset/schema.ts';
import type { SideColumn } from '../plan.ts';
import { floatAsDecimalSql, floatTextSql } from './float-sql.ts';
import { baseOf, familyOf, scaleOf } from './native-type.ts';
import { quoteName } from './quote.ts';
import { instantSql } from './zone-sql.ts';

type Wire = (column: string, side: SideColumn) => string;
type Wires = Partial<Record<LogicalType, Wire>>;

const isBit = (side: SideColumn) => baseOf(side.nativeType) === 'bit';
const withoutZeros = (text: string) => `trim(trailing '.' from trim(trailing '0' from ${text}))`;

/** Adding zero makes numbers of bits and years, and takes off the zeros that a column is filled with. */
const number: Wire = (c, side) => (/^bit|^year|zerofill/.test(side.nativeType) ? `(${c} + 0)` : c);
const decimal: Wire = (c, side) => (scaleOf(side.nativeType) > 0 ? withoutZeros(number(c, side)) : number(c, side));
/** Its own text, but for zeros at the end of a fraction. */
const trimmed: Wire = (c, side) => (scaleOf(side.nativeType) > 0 ? withoutZeros(c) : c);
/** Of one collation, whatever the columns have: the server puts no two collations into one text. */
const utf8 = (c: string) => `(convert(${c} using utf8mb4) collate utf8mb4_bin)`;
/** Most text is UTF-8 already, and converting all of it costs. */
const ownUtf8: Wire = (c, side) => (side.otherCharset === false ? `(${c} collate utf8mb4_bin)` : utf8(c));
const hex = (c: string) => `lower(hex(${c}))`;
const bits: Wire = (c, side) => `lpad(bin(${c} + 0), ${widthOf(side)}, '0')`;
const bitsAsHex: Wire = (c, side) => `lower(lpad(hex(${c} + 0), ${2 * Math.ceil(widthOf(side) / 8)}, '0'))`;
const text: Wire = (c, side) => (isBit(side) ? bits(c, side) : ownUtf8(c, side));
const textAsNumber: Wire = (c, side) => (isBit(side) ? number(c, side) : utf8(c));
const float: Wire = (c, side) => floatTextSql(c, side);
const instant: Wire = (c, side) => `concat(${trimmed(c, side)}, '+00')`;

const numberAsBoolean: Wire = (c, side) => {
  const value = number(c, side);
  return `case ${value} when 0 then 'false' when 1 then 'true' else ${decimal(c, side)} end`;
};
/** Compared by bytes: accents do not make a word mean the same. */
const textAsBoolean: Wire = (c, side) => {
  if (isBit(side)) return numberAsBoolean(c, side);
  const word = `lower(${utf8(c)})`;
  return `case when ${word} in ('1','t','true','y','yes','on') then 'true' when ${word} in ('0','f','false','n','no','off') then 'false' else ${utf8(c)} end`;
};

const midnight: Wire = (c) => `concat(${c}, ' 00:00:00')`;
/** Seconds or milliseconds since 1970. A number that is no moment stands for itself: the server would make it null. */
function epochSql(c: string, suffix: string): string {
  const micros = `case when abs(${c}) >= 100000000000 then ${c} * 1000 else ${c} * 1000000 end`;
  const moment = withoutZeros(`(cast('1970-01-01' as datetime(6)) + interval (${micros}) microsecond)`);
  return `if(abs(${c}) < 250000000000000, ifnull(concat(${moment}, '${suffix}'), ${c}), ${c})`;
}

const dashed = (digits: string) => [9, 14, 19, 24].reduce((so_far, at) => `insert(${so_far}, ${at}, 0, '-')`, digits);
function textAsUuidSql(c: string): string {
  const digits = `lower(replace(replace(replace(${utf8(c)}, '-', ''), '{', ''), '}', ''))`;
  return `case when ${utf8(c)} regexp '^[{]?([0-9a-fA-F]{4}-?){8}[}]?$' then ${dashed(digits)} else ${utf8(c)} end`;
}

/** By the type compared as, then by the family of the column. What is not listed is sent as its own text. */
const wires: Record<LogicalType, Wires> = {
  integer: { integer: number, decimal, float: floatAsDecimalSql, boolean: number, text: textAsNumber },
  decimal: { integer: number, decimal, float: floatAsDecimalSql, boolean: number, text: textAsNumber },
  float: { float, integer: float, decimal: float },
  boolean: { boolean: numberAsBoolean, integer: numberAsBoolean, decimal: numberAsBoolean, text: textAsBoolean },
  text: {
    // Zeros that a column is filled with are what everybody sees of it, and what text beside it should have.
    integer: (c) => c,
    boolean: number,
    decimal: trimmed,
    float,
    binary: hex,
    time: trimmed,
    timestamp: trimmed,
    timestamptz: instant,
    text,
  },
  binary: {
    binary: hex,
    text: (c, side) => (isBit(side) ? bitsAsHex(c, side) : hex(utf8(c))),
    uuid: (c) => `replace(lower(${c}), '-', '')`,
  },
  date: { date: utf8, timestamp: trimmed },
  time: { time: trimmed },
  timestamp: { timestamp: trimmed, timestamptz: trimmed, date: midnight, integer: (c) => epochSql(c, '') },
  timestamptz: {
    timestamptz: instant,
    timestamp: (c, side) => instantSql(c, side.timeZone, (moment) => trimmed(moment, side)),
    date: (c, side) => instantSql(`cast(${c} as datetime)`, side.timeZone, (moment) => moment),
    integer: (c) => epochSql(c, '+00'),
  },
  uuid: {
    uuid: (c) => `lower(${utf8(c)})`,
    text: textAsUuidSql,
    binary: (c) => `if(length(${c}) = 16, ${dashed(hex(c))}, ${hex(c)})`,
  },
  json: {},
};

function widthOf(side: SideColumn): number {
  return Number(/\((\d+)/.exec(side.nativeType)?.[1] ?? 1);
}

/** SQL for the canonical text of a value: what goes into hashes and decides the order of keys. Always characters. */
export function wireSql(side: SideColumn): string {
  return (wires[side.type][side.family] ?? text)(quoteName(side.name), side);
}

/**
 * What a value crosses the network as. That of a FLOAT is not what is hashed: which digits are its own the agent decides
 * exactly (row-stream.ts), the server only mostly.
 */
export function sentSql(side: SideColumn): string {
  const c = quoteName(side.name);
  if (isSentAsDouble(side)) return `(${c} + 0e0)`;
  return mayBeTooLong(side) ? `if(${c} is null, null, ifnull(${wireSql(side)}, '${TOO_LONG}'))` : wireSql(side);
}

/** Stands for a value whose text is longer than `max_allowed_packet`: the server would make it null. No value is this by chance. */
export const TOO_LONG = randomBytes(16).toString('hex');

function mayBeTooLong(side: SideColumn): boolean {
  return side.family === 'binary' || (!side.bounded && side.otherCharset !== false);
}

export function isSentAsDouble(side: SideColumn): boolean {
  return baseOf(side.nativeType) === 'float';
}

/** Whether the server can sort what it sends: not where the agent has the last word on the text. */
export function isSortable(side: SideColumn): boolean {
  const shifted = side.type === 'timestamptz' && side.family !== 'timestamptz' && side.family !== 'integer';
  return side.sortableAs.includes(side.type) && !(shifted && side.timeZone !== 'UTC');
}

/** Types as which the server can sort a column: those that it can turn into canonical text itself. */
export function sortableAs(nativeType: string): LogicalType[] {
  const family = familyOf(nativeType);
  const readByAgent = (type: LogicalType) =>
    family === 'text' && baseOf(nativeType) !== 'bit' && ['integer', 'decimal', 'boolean'].includes(type);
  return logicalTypeSchema.options.filter(
    (type) => type === 'text' || (type !== 'json' && wires[type][family] !== undefined && !readByAgent(type)),
  );
}
