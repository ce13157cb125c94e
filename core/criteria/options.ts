import { z } from 'zod';
import { severitySchema } from '../discrepancy/schema.ts';
import { isAtLeast } from '../discrepancy/severity.ts';
import { counted } from '../format/count.ts';
import { countSchema, nameSchema } from '../schema-parts.ts';
import { MAX_GAP_DAYS, VOID_GRACE_DAYS } from '../streak/streak.ts';
import type { Direction } from './direction.ts';

/** What some metrics ask besides; a metric lists in its file those that it honours. */
export const criterionOptionsSchema = z.strictObject({
  /** By rows, or by the money column of the dataset. */
  weighting: z.enum(['rows', 'money']).optional(),
  /** adjudicated: differences that somebody signed for count as matching. */
  basis: z.enum(['raw', 'adjudicated']).optional(),
  /** Those at least so severe. */
  severity: severitySchema.optional(),
  /** Which one; absent: all. */
  item: nameSchema.optional(),
  /** Critical items only. */
  criticalOnly: z.boolean().optional(),
  /** Void days in a row that a streak survives. */
  voidGraceDays: countSchema.max(31).optional(),
  /** Days in which every row must have been looked at once. */
  maxGapDays: countSchema.min(1).max(400).optional(),
});
export type CriterionOptions = z.infer<typeof criterionOptionsSchema>;
export type OptionName = keyof CriterionOptions;
type Value<K extends OptionName> = NonNullable<CriterionOptions[K]>;

type OptionField<T> =
  | { kind: 'number'; hint: string; pattern: RegExp; message: string }
  | { kind: 'choice'; choices: readonly (readonly [value: T, label: string])[] };

type Option<T> = {
  /** What holds where a criterion does not say. */
  absent: T | null;
  /** "Longest gap between two looks" */
  label: string;
  text: (value: T | null) => string;
  /** What a change does. `wider`: what it does to ask about more things of the plan. */
  direction: (before: T | null, after: T | null, wider: Direction) => Direction;
  /** Whether it says which things are asked about, so that another value may find some where there were none. */
  selects: boolean;
  /** How the form asks for it; null: it does not, and keeps what is there. */
  field: OptionField<T> | null;
};

const moreIsEasier = (before: number | null, after: number | null): Direction =>
  (after ?? 0) > (before ?? 0) ? 'loosens' : 'tightens';
const days = (value: number | null) => counted(value ?? 0, 'day');

/** In the order in which changes of them are listed. */
export const criterionOptions: { readonly [K in OptionName]: Option<Value<K>> } = {
  weighting: {
    absent: 'rows',
    label: 'Weighting',
    text: (value) => (value === 'money' ? 'by money' : 'by rows'),
    direction: () => 'loosens',
    selects: false,
    field: null,
  },
  basis: {
    absent: 'raw',
    label: 'Basis',
    text: (value) => value ?? 'raw',
    direction: (_, after) => (after === 'adjudicated' ? 'loosens' : 'tightens'),
    selects: false,
    field: null,
  },
  severity: {
    absent: 'minor',
    label: 'Counts',
    text: (value) => (value === 'critical' ? value : `${value} or worse`),
    direction: (before, after) => (isAtLeast(after ?? 'minor', before ?? 'minor') ? 'loosens' : 'tightens'),
    selects: false,
    field: {
      kind: 'choice',
      choices: [
        ['minor', 'All discrepancies'],
        ['major', 'Major and critical ones'],
        ['critical', 'Critical ones only'],
      ],
    },
  },
  item: {
    absent: null,
    label: 'Item',
    text: (value) => value ?? 'all',
    direction: (_, after, wider) => (after === null ? wider : 'loosens'),
    selects: true,
    field: null,
  },
  criticalOnly: {
    absent: false,
    label: 'Items',
    text: (value) => (value ? 'critical items only' : 'all items'),
    direction: (_, after, wider) => (after ? 'loosens' : wider),
    selects: true,
    field: null,
  },
  voidGraceDays: {
    absent: VOID_GRACE_DAYS,
    label: 'Days without evidence it survives',
    text: days,
    direction: moreIsEasier,
    selects: false,
    field: { kind: 'number', hint: 'In a row', pattern: /^\d{1,2}$/, message: 'must be a whole number of days' },
  },
  maxGapDays: {
    absent: MAX_GAP_DAYS,
    label: 'Longest gap between two looks',
    text: days,
    direction: moreIsEasier,
    selects: false,
    field: {
      kind: 'number',
      hint: 'Days',
      pattern: /^[1-9]\d{0,2}$/,
      message: 'must be a whole number of days, at least 1',
    },
  },
};

export const optionNames: readonly OptionName[] = criterionOptionsSchema.keyof().options;

/** What a criterion asks by an option: its own value, or what holds without one. */
export function optionOf<K extends OptionName>(name: K, options: CriterionOptions | undefined): Value<K> | null {
  return options?.[name] ?? criterionOptions[name].absent;
}

export function optionText<K extends OptionName>(name: K, options: CriterionOptions | undefined): string {
  return criterionOptions[name].text(optionOf(name, options));
}

/** What a change of one option does. */
export function optionDirection<K extends OptionName>(
  name: K,
  before: CriterionOptions | undefined,
  after: CriterionOptions | undefined,
  wider: Direction,
): Direction {
  return criterionOptions[name].direction(optionOf(name, before), optionOf(name, after), wider);
}
