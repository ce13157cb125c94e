import { Decimal } from 'decimal.js';
import type { RunOf } from './schema.ts';

export type Total = RunOf<'aggregate'>['aggregates'][number];

/** A side without a figure differs from one that has it: nothing is no 0. */
export function totalDiffers({ legacy, target }: Pick<Total, 'legacy' | 'target'>): boolean {
  if (legacy === null || target === null) return legacy !== target;
  return !new Decimal(legacy).eq(target);
}

/** Neither side says anything: nothing was compared. */
export function isKnown({ legacy, target }: Pick<Total, 'legacy' | 'target'>): boolean {
  return legacy !== null || target !== null;
}

/**
 * Whether the totals of a run may be those of an empty dataset: it may be empty, and the run itself says that it looked at nothing. 0 over rows
 * that were there is another matter.
 */
export function mayBeOfNothing(
  { coverage }: Pick<RunOf<'aggregate'>, 'coverage'>,
  { mayBeEmpty }: { mayBeEmpty: boolean },
): boolean {
  return mayBeEmpty && coverage.compared === 0;
}

/** 0 on both sides is what a run finds that looked at nothing: it proves something only where there may be nothing. */
export function provesTotal(total: Pick<Total, 'legacy' | 'target'>, mayBeEmpty: boolean): boolean {
  return isKnown(total) && (mayBeEmpty || !isZero(total));
}

export function isZero({ legacy, target }: Pick<Total, 'legacy' | 'target'>): boolean {
  return legacy !== null && target !== null && new Decimal(legacy).isZero() && new Decimal(target).isZero();
}

/**
 * What distinguishes one total of a dataset from another: "paid out in EUR (month 2026-02, shop null)". In another unit it is another total: nobody knows
 * what became of the one before. Keys stand in order of their names.
 */
export function nameOfTotal({ name, keys, unit }: Pick<Total, 'name' | 'keys' | 'unit'>): string {
  const parts = Object.entries(keys)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${wordOf(key)} ${value === null ? 'null' : wordOf(value)}`);
  const said = / in |[("]/.test(name) ? JSON.stringify(name) : name;
  return `${said}${unit === '' ? '' : ` in ${wordOf(unit)}`}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

/** Quoted where it could be taken for something else. */
function wordOf(text: string): string {
  return /^[\w.:-]+$/.test(text) && text !== 'null' ? text : JSON.stringify(text);
}
