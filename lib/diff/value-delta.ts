import { formatExactDuration } from '#core/format/exact-duration.ts';

const DECIMAL = /^-?\d{1,60}(\.\d{1,60})?$/;
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?$/;

/** What lies between two values of one field, where that can be said: "+0.01" or "+2 h". Null for plain text. */
export function valueDelta(legacy: string, target: string): string | null {
  if (DECIMAL.test(legacy) && DECIMAL.test(target)) return decimalDelta(legacy, target);
  if (TIME.test(legacy) && TIME.test(target)) return timeDelta(legacy, target);
  return null;
}

/** target − legacy, exactly: the digits are integers of any size, never floats. */
function decimalDelta(legacy: string, target: string): string {
  const digits = Math.max(fraction(legacy).length, fraction(target).length);
  const delta = scaled(target, digits) - scaled(legacy, digits);
  const sign = delta > 0n ? '+' : delta < 0n ? '−' : '';
  const text = (delta < 0n ? -delta : delta).toString().padStart(digits + 1, '0');
  const point = text.length - digits;
  return `${sign}${text.slice(0, point)}${digits > 0 ? `.${text.slice(point)}` : ''}`;
}

function fraction(text: string): string {
  return text.split('.')[1] ?? '';
}

function scaled(text: string, digits: number): bigint {
  const [whole = '0'] = text.split('.');
  return BigInt(`${whole}${fraction(text).padEnd(digits, '0')}`);
}

function timeDelta(legacy: string, target: string): string | null {
  const delta = instantOf(target) - instantOf(legacy);
  if (!Number.isFinite(delta)) return null;
  if (delta === 0) return 'same instant';
  return `${delta > 0 ? '+' : '−'}${formatExactDuration(Math.abs(delta))}`;
}

/** A time without offset is read as UTC on both sides: the distance does not depend on it. */
function instantOf(text: string): number {
  const iso = text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})?$/, (_, h: string, m?: string) => `${h}:${m ?? '00'}`);
  return Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`);
}
