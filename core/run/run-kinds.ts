import type { CheckKind } from '../check/kinds.ts';
import { aggregate } from './kinds/aggregate.ts';
import { checksum } from './kinds/checksum.ts';
import { eventOrder } from './kinds/event-order.ts';
import { fieldLevel } from './kinds/field-level.ts';
import { noiseFloor } from './kinds/noise-floor.ts';
import { performance } from './kinds/performance.ts';
import { recordCount } from './kinds/record-count.ts';
import { replicationLag } from './kinds/replication-lag.ts';
import { scenario } from './kinds/scenario.ts';
import { schema } from './kinds/schema.ts';
import type { RunKind } from './run-kind.ts';
import type { Run, RunOf } from './schema.ts';

/** One for each kind of check there is: a kind without does not compile. */
export type RunKinds = { readonly [K in CheckKind]: RunKind<RunOf<K>> };

export const runKinds: RunKinds = {
  record_count: recordCount,
  checksum,
  field_level: fieldLevel,
  aggregate,
  schema,
  event_order: eventOrder,
  replication_lag: replicationLag,
  performance,
  scenario,
  noise_floor: noiseFloor,
};

export function runKindOf({ kind }: Pick<Run, 'kind'>): RunKind {
  return runKinds[kind];
}
