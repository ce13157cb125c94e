import { z } from 'zod';
import type { Direction } from '../criteria/direction.ts';
import { attestationSchema } from '../part/attestation.ts';
import { cohortSchema } from '../part/cohort.ts';
import { inventoryItemSchema } from '../part/inventory-item.ts';
import { scenarioSchema } from '../part/scenario.ts';
import { type Aspect, aspect, overall } from './aspect.ts';

/** An item of the plan that a criterion counts: a share of them has to be done. */
export const countedItemSchema = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('scenarios'), item: scenarioSchema }),
  z.strictObject({ part: z.literal('inventory'), item: inventoryItemSchema }),
  z.strictObject({ part: z.literal('cohorts'), item: cohortSchema }),
  z.strictObject({ part: z.literal('attestations'), item: attestationSchema }),
]);
export type CountedItem = z.infer<typeof countedItemSchema>;

/** An item as a plan says it; null: none, or nothing of its part is counted. */
export function countedItemOf(part: string, item: unknown): CountedItem | null {
  const read = countedItemSchema.safeParse({ part, item });
  return item !== null && read.success ? read.data : null;
}

const nouns = {
  scenarios: 'scenario',
  inventory: 'inventory item',
  cohorts: 'cohort',
  attestations: 'statement',
} as const satisfies Record<CountedItem['part'], string>;

/** "scenario Top partners": one of a kind in a plan. */
export const countedItemKey = ({ part, item }: CountedItem): string => `${nouns[part]} ${item.name}`;

/**
 * Whether a change leaves less to be done, or lets what was done count for longer or for something else. One that is new asks more. Null:
 * nothing that is counted has changed.
 */
export function itemDirection(before: CountedItem | null, after: CountedItem | null): Direction | null {
  if (before === null) return null;
  if (after === null) return 'loosens';
  return overall(itemAspects(before, after));
}

/** Everything in which two states of an item differ, as far as it is counted. */
export function itemAspects(before: CountedItem, after: CountedItem): Aspect[] {
  if (before.part === 'scenarios' && after.part === 'scenarios') {
    return [
      // A rate can be asked of one domain.
      ...aspect('Domain', before.item.domain ?? NONE, after.item.domain ?? NONE, 'loosens'),
      ...validAspect(before.item.validDays, after.item.validDays),
    ];
  }
  if (before.part === 'inventory' && after.part === 'inventory') {
    const [was, is] = [before.item.critical, after.item.critical];
    return aspect('Critical', was ? 'yes' : 'no', is ? 'yes' : 'no', was ? 'loosens' : 'tightens');
  }
  if (before.part === 'cohorts' && after.part === 'cohorts') {
    return [
      ...aspect('Wave', String(before.item.wave), String(after.item.wave), 'loosens'),
      ...memberAspects(namesOf(before.item.members), namesOf(after.item.members)),
    ];
  }
  if (before.part === 'attestations' && after.part === 'attestations') {
    return [
      // Who attested it attested another one.
      ...aspect('Statement', before.item.statement, after.item.statement, 'loosens'),
      ...validAspect(before.item.validDays, after.item.validDays),
    ];
  }
  return aspect('Kind', before.part, after.part, 'loosens');
}

const NONE = 'none';

function validAspect(was: number | null, is: number | null): Aspect[] {
  const text = (days: number | null) => (days === null ? 'without end' : `${days} days`);
  const isLonger = was !== null && (is === null || is > was);
  return aspect('Holds for', text(was), text(is), isLonger ? 'loosens' : 'tightens');
}

const namesOf = (members: readonly { name: string }[]) => new Set(members.map(({ name }) => name));

function memberAspects(before: ReadonlySet<string>, after: ReadonlySet<string>): Aspect[] {
  const [asked, not] = ['asked', 'not asked'] as const;
  return [
    ...[...before].flatMap((name) => (after.has(name) ? [] : aspect(`Member ${name}`, asked, not, 'loosens'))),
    ...[...after].flatMap((name) => (before.has(name) ? [] : aspect(`Member ${name}`, not, asked, 'tightens'))),
  ];
}
