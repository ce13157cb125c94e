import type { Bench } from './bench.ts';
import { faultsBench } from './faults/faults-bench.ts';
import { ingestBench } from './ingest/ingest-bench.ts';

/** `npm run bench` runs them in this order, each in a process of its own. */
export const benches = {
  ingest: ingestBench,
  faults: faultsBench,
} satisfies Record<string, Bench>;
