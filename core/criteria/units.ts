import type { Decimal } from 'decimal.js';
import { percentText } from '../format/ratio.ts';
import type { CriterionResult } from './criterion-result.ts';

/** The longest streak that can be asked for. */
const MAX_DAYS = 400;

type Unit = {
  /** Beside the field of a threshold. */
  label: string;
  /** A threshold in words: "99.9 %", "30 days". */
  text: (threshold: Decimal) => string;
  /** Why no evidence can be held to a threshold that is not negative, and what to write instead; null: it can. */
  problemOf: (threshold: Decimal) => string | null;
};

/** What values and thresholds of metrics are measured in. A new unit is a word of the schema of results, and an entry here. */
export const units: { readonly [Name in CriterionResult['unit']]: Unit } = {
  ratio: {
    label: '%',
    text: percentText,
    problemOf: (value) => (value.gt(1) ? 'must be from 0 to 1, which is 0 to 100 %: 99.9 % is 0.999' : null),
  },
  days: {
    label: 'days',
    text: (value) => `${value.toFixed()} ${value.eq(1) ? 'day' : 'days'}`,
    problemOf: (value) =>
      value.isInteger() && value.gte(1) && value.lte(MAX_DAYS)
        ? null
        : `must be a whole number of days from 1 to ${MAX_DAYS}`,
  },
  ms: { label: 'ms', text: (value) => `${value.toFixed()} ms`, problemOf: () => null },
  count: {
    label: '',
    text: (value) => value.toFixed(),
    problemOf: (value) => (value.isInteger() ? null : 'must be a whole number: it is a count'),
  },
};
