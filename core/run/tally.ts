import { z } from 'zod';
import { countSchema, decimalSchema } from '../schema-parts.ts';
import { sumDecimals } from '../sum-decimals.ts';
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

type Part = Pick<TallyGroup, 'class' | 'field' | 'rows'> & { nets: string[]; grosses: string[] };

export function tallyDifferences(differences: readonly Difference[]): Tally {
  const groups = new Map<string, Part>();
  let suspected = 0;
  for (const { state, class: rowClass, field = null, money } of differences) {
    if (state === 'suspected') {
      suspected += 1;
      continue;
    }
    const part = partOf(groups, rowClass, field);
    part.rows += 1;
    if (money === undefined) continue;
    part.nets.push(money);
    part.grosses.push(money.replace('-', ''));
  }
  return { confirmed: sorted(groups), suspected };
}

export function mergeTallies(tallies: readonly Tally[]): Tally {
  const groups = new Map<string, Part>();
  for (const group of tallies.flatMap(({ confirmed }) => confirmed)) {
    const part = partOf(groups, group.class, group.field);
    part.rows += group.rows;
    if (group.moneyNet !== null) part.nets.push(group.moneyNet);
    if (group.moneyGross !== null) part.grosses.push(group.moneyGross);
  }
  return { confirmed: sorted(groups), suspected: tallies.reduce((sum, tally) => sum + tally.suspected, 0) };
}

function partOf(groups: Map<string, Part>, rowClass: TallyGroup['class'], field: string | null): Part {
  const id = field === null ? rowClass : `${rowClass} ${field}`;
  const known = groups.get(id);
  if (known) return known;
  const part: Part = { class: rowClass, field, rows: 0, nets: [], grosses: [] };
  groups.set(id, part);
  return part;
}

function sorted(groups: ReadonlyMap<string, Part>): TallyGroup[] {
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { nets, grosses, ...group }]) => ({
      ...group,
      moneyNet: nets.length === 0 ? null : sumDecimals(nets),
      moneyGross: grosses.length === 0 ? null : sumDecimals(grosses),
    }));
}
