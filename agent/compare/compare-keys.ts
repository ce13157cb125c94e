import { rowFields } from '../row/row-line.ts';
import type { Line } from './row-cursor.ts';

const TAB = 9;
const BACKSLASH = 92;
const CAPITAL_N = 78;
const MINUS = 45;
const ZERO = 48;
/** Fewer digits than this are exact as a double. */
const SAFE_DIGITS = 15;

export type KeyShape = { integerKey: boolean; keyColumns: number };

/** Orders two rows by their keys as every connector orders them: null first, integers as numbers, all else by bytes. */
export function compareKeys(shape: KeyShape, a: Line, b: Line): number {
  let startA = a.start;
  let startB = b.start;
  for (let column = 0; column < shape.keyColumns; column++) {
    const endA = fieldEnd(a, startA);
    const endB = fieldEnd(b, startB);
    const order = shape.integerKey
      ? compareIntegers(a.bytes, startA, endA, b.bytes, startB, endB)
      : compareTexts(a.bytes, startA, endA, b.bytes, startB, endB);
    if (order !== 0) return order;
    startA = endA + 1;
    startB = endB + 1;
  }
  return 0;
}

function fieldEnd(line: Line, from: number): number {
  const tab = line.bytes.indexOf(TAB, from);
  return tab === -1 || tab > line.end ? line.end : tab;
}

function isNull(bytes: Buffer, start: number, end: number): boolean {
  return end - start === 2 && bytes[start] === BACKSLASH && bytes[start + 1] === CAPITAL_N;
}

function compareTexts(a: Buffer, startA: number, endA: number, b: Buffer, startB: number, endB: number): number {
  const order = a.compare(b, startB, endB, startA, endA);
  if (order === 0) return 0;
  if (!hasEscape(a, startA, endA) && !hasEscape(b, startB, endB)) return order;
  const nullA = isNull(a, startA, endA);
  const nullB = isNull(b, startB, endB);
  if (nullA || nullB) return Number(nullB) - Number(nullA);
  return Buffer.compare(unescaped(a, startA, endA), unescaped(b, startB, endB));
}

function hasEscape(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === BACKSLASH) return true;
  return false;
}

function unescaped(bytes: Buffer, start: number, end: number): Buffer {
  return Buffer.from(rowFields(bytes.toString('utf8', start, end))[0] ?? '');
}

function compareIntegers(a: Buffer, startA: number, endA: number, b: Buffer, startB: number, endB: number): number {
  if (endA - startA <= SAFE_DIGITS && endB - startB <= SAFE_DIGITS) {
    const left = smallInteger(a, startA, endA);
    const right = smallInteger(b, startB, endB);
    if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  }
  return compareIntegerTexts(a.toString('latin1', startA, endA), b.toString('latin1', startB, endB));
}

function smallInteger(bytes: Buffer, start: number, end: number): number {
  const negative = bytes[start] === MINUS;
  let value = 0;
  for (let i = negative ? start + 1 : start; i < end; i++) {
    const digit = (bytes[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}

/** Null before numbers, numbers before anything that is none (SQLite keeps it if it is put there). */
function compareIntegerTexts(a: string, b: string): number {
  const rank = (text: string) => (text === '\\N' ? 0 : /^-?\d+$/.test(text) ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (rank(a) !== 1) return Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));
  const [left, right] = [BigInt(a), BigInt(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
