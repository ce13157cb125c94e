import type { Decimal } from 'decimal.js';
import type { Requirement } from './requirement.ts';

/** What the figures of one dataset are judged by. */
export type RateClaim = {
  comparator: Requirement['comparator'];
  threshold: Decimal;
  now: Date;
  /** fields: matching comparisons of paired rows. rows: rows without any difference. money: by what they are worth. */
  by: 'fields' | 'rows' | 'money';
  /** Days whose samples are one sample. */
  windowDays: number;
};
