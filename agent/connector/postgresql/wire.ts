import { type LogicalType, logicalTypeSchema } from '../../../core/dataset/schema.ts';
import type { SideColumn } from '../plan.ts';
import { quoteName, quoteText } from './quote.ts';

type Wire = (column: string, side: SideColumn) => string;
type Wires = Partial<Record<LogicalType, Wire>>;

const asIs: Wire = (c) => c;
/** Of an address without network only itself, as other engines keep it. */
const asText: Wire = (c, side) => (side.baseType === 'inet' ? `abbrev(${c})` : `${c}::text`);
const hex: Wire = (c) => `encode(${c}, 'hex')`;
const trimmed: Wire = (c) => `trim_scale(${c}::numeric)`;
/** A cast from double precision to numeric would round to 15 digits; its text does not. */
const floatAsDecimal: Wire = (c) =>
  `case when ${c} in ('NaN', 'Infinity', '-Infinity') then ${c}::text else trim_scale(${c}::text::numeric)::text end`;
const numberAsBoolean: Wire = (c) =>
  `case ${c} when 0 then 'false' when 1 then 'true' else trim_scale(${c}::numeric)::text end`;
const epoch: Wire = (c) => `to_timestamp(case when abs(${c}) >= 100000000000 then ${c} / 1000.0 else ${c} end)`;
const zoned: Wire = (c, side) => `(${c}::timestamp at time zone ${quoteText(side.timeZone)})`;

/** Adding zero takes the sign off minus zero. A real goes through its text: its digits, not those of the next double. */
const float: Wire = (c, side) =>
  side.baseType === 'float4' ? `(${c}::text::float8 + 0::float8)` : `(${c} + 0::float8)`;

/** By the type compared as, then by the family of the column. What is not listed is sent as its own text. */
const wires: Record<LogicalType, Wires> = {
  integer: { integer: asIs, decimal: trimmed, float: floatAsDecimal, boolean: (c) => `${c}::int` },
  decimal: { integer: asIs, decimal: trimmed, float: floatAsDecimal, boolean: (c) => `${c}::int` },
  float: {
    float,
    integer: (c) => `${c}::float8`,
    decimal: (c) => `${c}::float8`,
  },
  boolean: {
    integer: numberAsBoolean,
    decimal: numberAsBoolean,
    text: (c) =>
      `case when lower(${c}::text) in ('1','t','true','y','yes','on') then 'true' when lower(${c}::text) in ('0','f','false','n','no','off') then 'false' else ${c}::text end`,
  },
  text: { decimal: (c) => `trim_scale(${c}::numeric)::text`, float, binary: hex },
  binary: {
    binary: hex,
    text: (c) => `encode(convert_to(${c}::text, 'UTF8'), 'hex')`,
    uuid: (c) => `replace(${c}::text, '-', '')`,
  },
  date: { date: asIs, timestamp: asIs },
  time: { time: asIs },
  timestamp: {
    timestamp: asIs,
    date: (c) => `${c}::timestamp`,
    integer: (c, side) => `(${epoch(c, side)} at time zone 'UTC')`,
  },
  timestamptz: { timestamptz: asIs, timestamp: zoned, date: zoned, integer: epoch },
  uuid: {
    uuid: asIs,
    text: (c) =>
      `case when ${c}::text ~ '^[{]?([0-9a-fA-F]{4}-?){8}[}]?$' then ${c}::text::uuid::text else ${c}::text end`,
    binary: (c) =>
      `case when octet_length(${c}) = 16 then encode(${c}, 'hex')::uuid::text else encode(${c}, 'hex') end`,
  },
  // jsonb cannot hold the character zero, json can.
  json: {
    json: (c, side) =>
      side.baseType === 'jsonb'
        ? c
        : `case when ${c}::text like '%\\u0000%' then ${c}::text else ${c}::jsonb::text end`,
  },
};

/** SQL for the text that a value crosses the network as and that goes into hashes. It prints as wanted, it need not be text. */
export function wireSql(side: SideColumn): string {
  const wire = wires[side.type][side.family] ?? asText;
  return wire(quoteName(side.name), side);
}

/**
 * Types as which the database can sort a column of a family: those that it can turn into canonical text itself. Text read as
 * another type is settled by the agent, after it was sorted.
 */
export function sortableAs(family: LogicalType): LogicalType[] {
  return logicalTypeSchema.options.filter(
    (type) => type === 'text' || (wires[type][family] !== undefined && type !== 'json'),
  );
}
