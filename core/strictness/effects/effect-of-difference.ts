import { isSame } from '../../plan/diff-plan.ts';
import type { PlanDifference } from '../../plan/plan-differences.ts';
import type { Effect, Standing } from './effect.ts';
import { effectOfCountedItem } from './effect-of-counted-item.ts';
import { effectOfCriterion } from './effect-of-criterion.ts';
import { effectOfDataset } from './effect-of-dataset.ts';
import { effectOfWindow } from './effect-of-window.ts';

/** Parts of which no verdict reads anything, whole or these fields of their items. What is not here waits, and so does whatever is added. */
const unread: Partial<Record<PlanDifference['part'], 'all' | readonly string[]>> = {
  migration: ['name', 'legacySystem', 'targetSystem'],
  settings: ['committedOn', 'timeBox', 'budget', 'hardCutover'],
  teams: 'all',
  responsibilities: 'all',
  workstreams: 'all',
  communications: 'all',
  decommission: 'all',
  deferrals: 'all',
  blackouts: 'all',
  costs: 'all',
  phases: ['goal', 'plannedFrom', 'plannedTo', 'entry', 'exit'],
  ramp: ['guards'],
  rules: ['description', 'team'],
};

/** What one change does to a plan as it was last approved. */
export function effectOfDifference({ part, name, before, after }: PlanDifference, standing: Standing): Effect {
  switch (part) {
    case 'criteria':
      return effectOfCriterion(before, after, standing);
    case 'datasets':
      return effectOfDataset(before, after, standing);
    case 'calendar':
      return effectOfWindow(before, after, standing);
    case 'scenarios':
    case 'inventory':
    case 'cohorts':
    case 'attestations':
      return effectOfCountedItem(part, before, after, standing);
    case 'triggers':
      // A limit more leads back to legacy sooner.
      return before === null ? 'tightens' : 'waits';
    case 'migration':
    case 'settings':
      return unread[part]?.includes(name) ? 'harmless' : 'waits';
    default:
      return isUnread(unread[part] ?? [], before, after) ? 'harmless' : 'waits';
  }
}

function isUnread(fields: 'all' | readonly string[], before: unknown, after: unknown): boolean {
  if (fields === 'all') return true;
  if (before === null || after === null || Array.isArray(before)) return false;
  return isSame(without(before, fields), without(after, fields));
}

const without = (item: unknown, fields: readonly string[]): object =>
  Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => !fields.includes(name)));
