'use client';

import { formatCount, formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { differenceWords, ruleActionWords, triggerMetricWords } from './labels.ts';
import { PartCard } from './part-card.tsx';
import { usePlan } from './use-plan.ts';

/** What is done about which difference, and what leads back to legacy. */
export function RulesView() {
  const { plan } = usePlan();
  const { rules, triggers } = plan.document;
  return (
    <>
      <PartCard
        part="rules"
        title="Reconciliation rules"
        note="the target is corrected, the source never"
        items={rules}
        about={({ description }) => description}
        columns={[
          { head: 'Difference', cell: (rule) => (rule.class === null ? 'any' : differenceWords[rule.class]) },
          { head: 'Where', cell: ({ dataset, field }) => [dataset ?? 'any dataset', field].filter(Boolean).join('.') },
          { head: 'What is done', cell: ({ action }) => ruleActionWords[action] },
          { head: 'Team', cell: ({ team }) => team ?? <span className="text-ink-3">nobody</span> },
          { head: 'Expires', cell: ({ expiresOn }) => (expiresOn === null ? 'never' : formatDay(expiresOn)) },
        ]}
        empty="None: every difference is decided one by one."
      />
      <PartCard
        part="triggers"
        title="Rollback triggers"
        note="hard limits that lead back to legacy"
        items={triggers}
        columns={[
          { head: 'Measured', cell: ({ metric }) => triggerMetricWords[metric] },
          { head: 'Above', number: true, cell: ({ above }) => above },
          { head: 'Of at least', number: true, cell: ({ minimumEvents }) => `${formatCount(minimumEvents)} events` },
          { head: 'Within', number: true, cell: ({ windowMinutes }) => formatCounted(windowMinutes, 'minute') },
        ]}
        empty="None: nothing is agreed on that would lead back to legacy."
      />
    </>
  );
}
