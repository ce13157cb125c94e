import type { Kind } from './kind.ts';
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

/** The kinds of check there are, in the order in which they are shown. A new one is its file and one line here; docs/how-to-add.md. */
const all = [
  recordCount,
  checksum,
  fieldLevel,
  aggregate,
  schema,
  eventOrder,
  replicationLag,
  performance,
  scenario,
  noiseFloor,
] as const;

export const checkKinds = all.map(({ id }) => id);
export type CheckKind = (typeof checkKinds)[number];

/** Whatever depends on which kinds there are takes one of these, and reads it there. */
export type KindRegistry = { kinds: readonly Kind<CheckKind>[]; of: (id: CheckKind) => Kind<CheckKind> };

export function kindRegistryOf(kinds: readonly Kind<CheckKind>[]): KindRegistry {
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  return {
    kinds,
    of: (id) => {
      const kind = byId.get(id);
      if (!kind) throw new Error(`There is no kind of check "${id}"`);
      return kind;
    },
  };
}

/** Those of Parallax. */
export const kindRegistry = kindRegistryOf(all);

export function kindOf(id: CheckKind): Kind<CheckKind> {
  return kindRegistry.of(id);
}

/** Whether runs of it say how many rows a dataset has. */
export function countsRows({ size }: Kind): boolean {
  return size === 'counts' || size === 'scan';
}

/** Their ids, for what asks the database for runs of several kinds. */
export function kindsThat(is: (kind: Kind) => boolean, { kinds }: KindRegistry = kindRegistry): CheckKind[] {
  return kinds.filter(is).map(({ id }) => id);
}
