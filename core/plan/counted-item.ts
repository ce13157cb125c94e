import { z } from 'zod';
import { type Direction, overall } from '../criteria/loosens.ts';
import { attestationSchema } from './parts/attestation.ts';
import { cohortSchema } from './parts/cohort.ts';
import { inventoryItemSchema } from './parts/inventory-item.ts';
import { scenarioSchema } from './parts/scenario.ts';

/** An item of the plan that a criterion counts: a share of them has to be done. */
export const countedItemSchema = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('scenarios'), item: scenarioSchema }),
  z.strictObject({ part: z.literal('inventory'), item: inventoryItemSchema }),
  z.strictObject({ part: z.literal('cohorts'), item: cohortSchema }),
  z.strictObject({ part: z.literal('attestations'), item: attestationSchema }),
]);
export type CountedItem = z.infer<typeof countedItemSchema>;

export const countedParts: readonly string[] = countedItemSchema.options.map(({ shape }) => shape.part.value);

const nouns = {
  scenarios: 'scenario',
  inventory: 'inventory item',
  cohorts: 'cohort',
  attestations: 'statement',
} as const satisfies Record<CountedItem['part'], string>;

/** "scenario Top partners": one of a kind in a plan. */
export const countedItemKey = ({ part, item }: CountedItem): string => `${nouns[part]} ${item.name}`;

export type ItemAspect = { name: string; before: string; after: string; direction: Direction };

/**
 * Whether a change leaves less to be done, or lets what was done count for longer or for something else. One that is new asks more. Null:
 * nothing that is counted has changed.
 */
export function itemDirection(before: CountedItem | null, after: CountedItem | null): Direction | null {
  if (before === null) return null;
  if (after === null) return 'loosens';
  return overall(itemAspects(before, after).map(({ direction }) => direction));
}

/** Everything in which two states of an item differ, as far as it is counted. */
export function itemAspects(before: CountedItem, after: CountedItem): ItemAspect[] {
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

function aspect(name: string, before: string, after: string, direction: Direction): ItemAspect[] {
  return before === after ? [] : [{ name, before, after, direction }];
}

function validAspect(was: number | null, is: number | null): ItemAspect[] {
  const text = (days: number | null) => (days === null ? 'without end' : `${days} days`);
  const isLonger = was !== null && (is === null || is > was);
  return aspect('Holds for', text(was), text(is), isLonger ? 'loosens' : 'tightens');
}

const namesOf = (members: readonly { name: string }[]) => new Set(members.map(({ name }) => name));

function memberAspects(before: ReadonlySet<string>, after: ReadonlySet<string>): ItemAspect[] {
  const [asked, not] = ['asked', 'not asked'] as const;
  return [
    ...[...before].flatMap((name) => (after.has(name) ? [] : aspect(`Member ${name}`, asked, not, 'loosens'))),
    ...[...after].flatMap((name) => (before.has(name) ? [] : aspect(`Member ${name}`, not, asked, 'tightens'))),
  ];
}
