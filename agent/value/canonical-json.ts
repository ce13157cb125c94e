import { canonicalDecimal } from './canonical-decimal.ts';

/** A number as it was written: doubles would lose digits of large ones. */
class NumberToken {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * JSON by meaning: keys in the order PostgreSQL's jsonb keeps them (shorter first, then by bytes), the last of a doubled key,
 * numbers by value (`1.0` is `1`), spaced as jsonb prints it. Undefined for text that is not JSON.
 */
export function canonicalJson(text: string): string | undefined {
  try {
    return print(JSON.parse(text, keepNumbers));
  } catch {
    return undefined;
  }
}

function keepNumbers(this: unknown, _key: string, value: unknown, ...context: unknown[]): unknown {
  if (typeof value !== 'number') return value;
  const [first] = context;
  const source =
    typeof first === 'object' && first !== null && 'source' in first ? String(first.source) : String(value);
  return new NumberToken(canonicalDecimal(source) ?? source);
}

function print(value: unknown): string {
  if (value instanceof NumberToken) return value.text;
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => ({
      key: Buffer.from(key),
      text: JSON.stringify(key),
      item,
    }));
    entries.sort((a, b) => a.key.length - b.key.length || a.key.compare(b.key));
    return `{${entries.map((entry) => `${entry.text}: ${print(entry.item)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}
