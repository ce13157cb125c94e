import { HOUR_MS } from '#core/time/units.ts';

/** What a SQLite column can hold. */
export type LegacyValue = null | number | bigint | string | Uint8Array;
export type LegacyRow = Record<string, LegacyValue>;

/** The office of the legacy system (Johannesburg) keeps local time and has no summer time: every text means one instant. */
const LEGACY_OFFSET_MS = 2 * HOUR_MS;

/** `2026-11-21 10:15:00`, local time of the legacy office. */
export function legacyTime(epochMs: number): string {
  return new Date(epochMs + LEGACY_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant that a legacy time text means. */
export function instantOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) - LEGACY_OFFSET_MS;
}

/** Cents of a NUMERIC column, which SQLite keeps as INTEGER or REAL; two decimals are exact in both. */
export function centsOf(value: LegacyValue | undefined): number {
  return Math.round(Number(value) * 100);
}

/** `1234` cents as `12.34`. */
export function amountText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
