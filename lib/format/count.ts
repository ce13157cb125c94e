import { LOCALE } from './locale.ts';

const whole = new Intl.NumberFormat(LOCALE);

/** 12,310 */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "1 row", "12,310 rows" */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
