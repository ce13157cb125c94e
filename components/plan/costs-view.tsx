'use client';

import { sumDecimals } from '#core/sum-decimals.ts';
import { formatMoney } from '#lib/format/money.ts';
import { costKindWords, perWords } from './labels.ts';
import { PartCard } from './part-card.tsx';
import { usePlan } from './use-plan.ts';

const periods = ['day', 'week', 'month', 'once'] as const;

/** What running both systems costs. */
export function CostsView() {
  const { plan, migration } = usePlan();
  const { costs, settings } = plan.document;
  const money = (amount: string) => formatMoney(amount, migration.currency);
  const totals = periods.flatMap((per) => {
    const amounts = costs.filter((line) => line.per === per).map(({ amount }) => amount);
    return amounts.length === 0 ? [] : [`${money(sumDecimals(amounts))} ${perText(per)}`];
  });
  return (
    <PartCard
      part="costs"
      title="Costs"
      note={[...totals, settings.budget === null ? 'no budget is set' : `budget ${money(settings.budget)}`].join(' · ')}
      items={costs}
      about={({ note }) => note}
      columns={[
        { head: 'Kind', cell: ({ kind }) => costKindWords[kind] },
        { head: 'Amount', number: true, cell: ({ amount }) => money(amount) },
        { head: 'Per', cell: ({ per }) => perWords[per] },
      ]}
      empty="No cost is entered, so the cost of waiting is unknown."
    />
  );
}

const perText = (per: (typeof periods)[number]) => (per === 'once' ? 'once' : `a ${perWords[per]}`);
