import { z } from 'zod';
import { Exact } from '../exact.ts';
import { countSchema, decimalSchema } from '../schema-parts.ts';
import { type Difference, differenceClassSchema } from './difference.ts';

/**
 * How many differences were listed, by class and field, with their money. A chunked run is tallied chunk by chunk and the
 * tallies are merged, so that completing it never reads the differences again.
 */
export const tallySchema = z.strictObject({
  confirmed: z.array(
    z.strictObject({
      class: differenceClassSchema,
      field: z.string().nullable(),
      rows: countSchema,
      /** Null: no difference of the group named money. */
      moneyNet: decimalSchema.nullable(),
      moneyGross: decimalSchema.nullable(),
    }),
  ),
  suspected: countSchema,
});
export type Tally = z.infer<typeof tallySchema>;
type TallyGroup = Tally['confirmed'][number];

export function tallyDifferences(differences: readonly Difference[]): Tally {
  const groups = new Map<string, TallyGroup>();
  let suspected = 0;
  for (const { state, class: rowClass, field = null, money = null } of differences) {
    if (state === 'suspected') suspected += 1;
    else {
      const gross = money === null ? null : new Exact(money).abs().toFixed();
      add(groups, { class: rowClass, field, rows: 1, moneyNet: money, moneyGross: gross });
    }
  }
  return { confirmed: sorted(groups), suspected };
}

export function mergeTallies(tallies: readonly Tally[]): Tally {
  const groups = new Map<string, TallyGroup>();
  for (const tally of tallies) for (const group of tally.confirmed) add(groups, group);
  return { confirmed: sorted(groups), suspected: tallies.reduce((sum, tally) => sum + tally.suspected, 0) };
}

function add(groups: Map<string, TallyGroup>, group: TallyGroup): void {
  const id = JSON.stringify([group.class, group.field]);
  const known = groups.get(id);
  groups.set(
    id,
    known
      ? {
          ...known,
          rows: known.rows + group.rows,
          moneyNet: plus(known.moneyNet, group.moneyNet),
          moneyGross: plus(known.moneyGross, group.moneyGross),
        }
      : group,
  );
}

function plus(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : Exact.add(a, b).toFixed();
}

function sorted(groups: Map<string, TallyGroup>): TallyGroup[] {
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
