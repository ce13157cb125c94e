'use client';

import { marksOf } from '#core/mark/marks-of.ts';
import { progressOf, progressText, standingOf } from '#core/mark/progress.ts';
import { formatCounted } from '#lib/format/count.ts';
import { useNow } from '../time/now.tsx';
import { inventoryKindWords } from './labels.ts';
import { MarkCell } from './mark-cell.tsx';
import { PartCard } from './part-card.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { usePlan } from './use-plan.ts';

/** What the legacy system does, and what must work on the target: known, and tried. */
export function TestsView() {
  const { plan } = usePlan();
  const nowMs = useNow();
  const { inventory, scenarios } = plan.document;
  const [inventoryMark, scenarioMark] = [marksOf('inventory', plan.marks), marksOf('scenarios', plan.marks)];
  const documented = progressOf(inventory.map(({ name }) => standingOf(inventoryMark(name), nowMs)));
  const critical = inventory.filter((item) => item.critical);
  const undocumented = critical.filter(({ name }) => standingOf(inventoryMark(name), nowMs) !== 'done').length;
  const passed = progressOf(scenarios.map(({ name, validDays }) => standingOf(scenarioMark(name), nowMs, validDays)));
  return (
    <>
      <PartCard
        part="scenarios"
        title="Validation scenarios"
        note={scenarios.length > 0 && progressText(passed, 'passed')}
        items={scenarios}
        about={({ description, domain }) => [domain, description].filter(Boolean).join(' · ')}
        columns={[
          { head: 'Team', cell: ({ team }) => team ?? <span className="text-ink-3">nobody</span> },
          {
            head: 'Holds for',
            cell: ({ validDays }) => (validDays === null ? 'until the next' : formatCounted(validDays, 'day')),
          },
          {
            head: 'Result',
            cell: ({ name, validDays }) => <MarkCell part="scenarios" name={name} validDays={validDays} />,
          },
        ]}
        empty="None: nothing says which business tests the target has to pass."
      >
        <ProgressBar {...passed} />
      </PartCard>
      <PartCard
        part="inventory"
        title="Inventory"
        note={
          inventory.length > 0 &&
          `${progressText(documented, 'documented')}${undocumented > 0 ? ` · ${undocumented} critical not yet` : ''}`
        }
        items={inventory}
        about={({ description }) => description}
        columns={[
          {
            head: 'Kind',
            cell: ({ kind, critical: isCritical }) => `${inventoryKindWords[kind]}${isCritical ? ', critical' : ''}`,
          },
          { head: 'Team', cell: ({ team }) => team ?? <span className="text-ink-3">nobody</span> },
          { head: 'Status', cell: ({ name }) => <MarkCell part="inventory" name={name} /> },
        ]}
        empty="None: workflows, integrations, reports and interface contracts that must be known before they can be replaced."
      >
        <ProgressBar {...documented} />
      </PartCard>
    </>
  );
}
