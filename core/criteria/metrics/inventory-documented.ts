import type { Evidence } from '../../evidence/rollup.ts';
import { markKey } from '../../mark/schema.ts';
import type { CriterionResult } from '../criterion-result.ts';
import type { ShareMetric } from '../metric.ts';
import { whenMarksAge } from '../moments.ts';
import type { Requirement } from '../requirement.ts';
import { isValid, type JudgedItem, judgeShare } from '../share-of-items.ts';

/** Workflows, integrations, reports and interface contracts that are documented / all of them, or the critical ones. */
export const inventoryDocumented: ShareMetric<'inventory_documented'> = {
  id: 'inventory_documented',
  name: 'Inventory documented',
  unit: 'ratio',
  better: 'more',
  most: '1',
  withoutThreshold: null,
  usual: { comparator: 'gte', threshold: '1' },
  least: 'a mark of as many items as are to be documented, at least one',
  waitsFor: null,
  requires: [],
  reads: [],
  counts: { part: 'inventory', status: 'documented', items: 'inventory items' },
  window: null,
  options: ['criticalOnly'],
  page: 'plan',
  backlog: null,
  changesAt: [whenMarksAge],
  evaluate,
};

function evaluate(definition: Requirement, { plan }: Evidence, now: Date): CriterionResult {
  const { criticalOnly = false } = definition.options ?? {};
  const items = plan.inventory
    .filter(({ critical }) => critical || !criticalOnly)
    .map(({ name }): JudgedItem => {
      const mark = plan.marks.get(markKey({ part: 'inventory', name, member: null }));
      const isDone = isValid(mark, null, now) && mark.status === inventoryDocumented.counts.status;
      return { name, state: isDone ? 'done' : 'open', mark: mark ?? null };
    });
  const noun: [string, string] = criticalOnly ? ['critical item', 'critical items'] : ['item', 'items'];
  return judgeShare({ definition, metric: inventoryDocumented, noun, items });
}
