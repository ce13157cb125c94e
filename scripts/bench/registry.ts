import type { Bench } from './bench.ts';
import { faultsBench } from './faults/faults-bench.ts';

/** `npm run bench` runs them in this order, each in a process of its own. */
export const benches = {
  faults: faultsBench,
} satisfies Record<string, Bench>;
