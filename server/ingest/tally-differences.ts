import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { type Difference, differenceClassSchema } from '#core/run/difference.ts';

/** Wide enough for any sum of what the wire takes: 40 digits before the point and 40 after it. */
const Exact = Decimal.clone({ precision: 120 });

const tallySchema = z.object({
  class: differenceClassSchema,
  field: z.string().nullable(),
  confirmed: z.number(),
  suspected: z.number(),
  /** Of the confirmed ones, as decimal text; null where none named money. */
  moneyNet: z.string().nullable(),
  moneyGross: z.string().nullable(),
});

/** How many differences of one class and field a batch holds. */
export type Tally = z.infer<typeof tallySchema>;
export const talliesSchema = z.array(tallySchema);

export function tallyDifferences(differences: readonly Difference[]): Tally[] {
  return mergeTallies(
    differences.map((d) => {
      const counts = d.state === 'confirmed';
      const money = counts && d.money !== undefined ? d.money : null;
      return {
        class: d.class,
        field: d.field ?? null,
        confirmed: counts ? 1 : 0,
        suspected: counts ? 0 : 1,
        moneyNet: money,
        moneyGross: money === null ? null : money.replace('-', ''),
      };
    }),
  );
}

export function mergeTallies(tallies: Iterable<Tally>): Tally[] {
  const byGroup = new Map<string, Tally>();
  for (const tally of tallies) {
    const id = `${tally.class} ${tally.field ?? ''}`;
    const sum = byGroup.get(id);
    if (!sum) {
      byGroup.set(id, { ...tally });
      continue;
    }
    sum.confirmed += tally.confirmed;
    sum.suspected += tally.suspected;
    sum.moneyNet = plus(sum.moneyNet, tally.moneyNet);
    sum.moneyGross = plus(sum.moneyGross, tally.moneyGross);
  }
  return [...byGroup.values()];
}

function plus(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return new Exact(a).plus(b).toFixed();
}
