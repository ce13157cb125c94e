import type { Evidence } from '../evidence/rollup.ts';
import { markKey } from '../plan/mark.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { isValid, type JudgedItem, judgeShare } from './share-of-items.ts';

/** Workflows, integrations, reports and interface contracts that are documented / all of them, or the critical ones. */
export function evaluateInventoryDocumented(
  definition: CriterionDefinition,
  { plan }: Evidence,
  now: Date,
): CriterionResult {
  const { criticalOnly = false } = definition.options ?? {};
  const items = plan.inventory
    .filter(({ critical }) => critical || !criticalOnly)
    .map(({ name }): JudgedItem => {
      const mark = plan.marks.get(markKey({ part: 'inventory', name, member: null }));
      const isDone = isValid(mark, null, now) && mark.status === 'documented';
      return { name, state: isDone ? 'done' : 'open', mark: mark ?? null };
    });
  const noun: [string, string] = criticalOnly ? ['critical item', 'critical items'] : ['item', 'items'];
  return judgeShare({ definition, name: 'Inventory documented', noun, done: 'documented', items });
}
