import { instantOfLocal } from './zone-offset.ts';

const TIME = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*$/;
const TIMESTAMP =
  /^\s*(\d{4,6})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?(?::\d{2})?)?\s*$/;

type Moment = {
  /** The wall clock, as if it were UTC; whole seconds. */
  localMs: number;
  /** Digits after the point, without trailing zeros. */
  fraction: string;
  offsetMs: number | undefined;
};

/** `14:05:00.25`. Undefined for text that is not a time of day. */
export function canonicalTime(text: string): string | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, hour = '', minute = '', second = '00', fraction = ''] = match;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  return `${hour.padStart(2, '0')}:${minute}:${second}${pointed(fraction)}`;
}

/** `2009-01-31`; a date that carries a time of day other than midnight keeps it, so that it differs. */
export function canonicalDate(text: string): string | undefined {
  const moment = parse(text);
  if (!moment) return undefined;
  const value = wallClock(moment.localMs, moment.fraction);
  return value.endsWith(' 00:00:00') ? value.slice(0, -9) : value;
}

/** A time without zone, `2009-01-31 14:05:00.25`. One written with an offset is taken to UTC. */
export function canonicalTimestamp(text: string): string | undefined {
  const moment = parse(text);
  return moment && wallClock(moment.localMs - (moment.offsetMs ?? 0), moment.fraction);
}

/** An instant, always in UTC: `2009-01-31 13:05:00.25+00`. Without an offset of its own it is local time in `zone`. */
export function canonicalInstant(text: string, zone: string): string | undefined {
  const moment = parse(text);
  if (!moment) return undefined;
  const epochMs =
    moment.offsetMs === undefined ? instantOfLocal(zone, moment.localMs) : moment.localMs - moment.offsetMs;
  return `${wallClock(epochMs, moment.fraction)}+00`;
}

function parse(text: string): Moment | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const localMs = date.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
  return {
    localMs,
    fraction: fraction.replace(/0+$/, ''),
    offsetMs: offset === undefined ? undefined : offsetOf(offset),
  };
}

function offsetOf(text: string): number {
  if (!/^[+-]/.test(text)) return 0;
  const digits = text.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3_600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return (text.startsWith('-') ? -seconds : seconds) * 1_000;
}

function wallClock(epochMs: number, fraction: string): string {
  const date = new Date(epochMs);
  const two = (value: number) => (value < 10 ? `0${value}` : String(value));
  const day = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${day} ${time}${pointed(fraction)}`;
}

function pointed(fraction: string): string {
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}
