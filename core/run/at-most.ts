import type { Problem } from '../errors.ts';
import { countText } from '../format/count.ts';

/** A list that holds more than the run counts. */
export function atMost(pointer: string, listed: number, name: string, most: number): Problem[] {
  return listed <= most
    ? []
    : [{ pointer, message: `lists ${countText(listed)}, more than ${name}, ${countText(most)}` }];
}
