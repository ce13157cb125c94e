import { counted, countText } from '../format/count.ts';

const EQUAL = { all: ', all match', none: ', none differ', 'so far': ' match' } as const;

/** `equal`: what may be said where nothing differs. Not "all match" where rows are suspected or columns were not compared. */
export function outOf(differ: number, total: number, what: string, equal: keyof typeof EQUAL): string {
  if (total === 0) return `no ${what}s compared`;
  return differ > 0
    ? `${countText(differ)} of ${counted(total, what)} differ`
    : `${counted(total, what)}${EQUAL[equal]}`;
}
