import type { LogicalType } from '../../core/dataset/schema.ts';
import { canonicalDecimal } from './canonical-decimal.ts';
import { canonicalFloat } from './canonical-float.ts';
import { canonicalJson } from './canonical-json.ts';
import { canonicalDate, canonicalInstant, canonicalTime, canonicalTimestamp } from './canonical-time.ts';

const TRUE = new Set(['1', 't', 'true', 'y', 'yes', 'on']);
const FALSE = new Set(['0', 'f', 'false', 'n', 'no', 'off']);

function canonicalBoolean(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (TRUE.has(word)) return 'true';
  return FALSE.has(word) ? 'false' : undefined;
}

function canonicalUuid(text: string): string | undefined {
  const hex = text.replace(/[{}\-\s]/g, '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) return undefined;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const canonical = {
  integer: canonicalDecimal,
  decimal: canonicalDecimal,
  float: canonicalFloat,
  boolean: canonicalBoolean,
  text: (text) => text,
  binary: (text) => text,
  date: canonicalDate,
  time: canonicalTime,
  timestamp: canonicalTimestamp,
  timestamptz: canonicalInstant,
  uuid: canonicalUuid,
  json: canonicalJson,
} satisfies Record<LogicalType, (text: string, zone: string) => string | undefined>;

/**
 * The one text of a value under the type it is compared as: two values are equal exactly when these texts are. Text that does
 * not fit the type stands for itself, so that it differs from every value that does. `zone` is where a time without offset was
 * meant. Settling twice changes nothing.
 */
export function settle(type: LogicalType, text: string, zone: string): string {
  return canonical[type](text, zone) ?? text;
}
