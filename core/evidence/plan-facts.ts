import { type Mark, markKey } from '../mark/schema.ts';
import type { PlanItem, PlanItems, PlanPart } from '../part/plan-parts.ts';
import { DAY_MS } from '../time/units.ts';
import type { MaintenanceWindow } from './maintenance.ts';

/** What criteria ask of the plan: its items, and the newest mark of each. */
export type PlanFacts = Pick<PlanItems, 'inventory' | 'scenarios' | 'cohorts' | 'attestations'> & {
  /** Business cycles of the calendar (month-ends) that must have been compared, of the last two months. */
  cycles: readonly { name: string; from: string; to: string }[];
  /** By `markKey`. */
  marks: ReadonlyMap<string, Mark>;
};

/** Parts of which a verdict reads the items and what was marked on them. */
export const judgedParts = [
  'inventory',
  'scenarios',
  'cohorts',
  'attestations',
  'calendar',
] as const satisfies PlanPart[];

export const NO_PLAN_FACTS: PlanFacts = {
  inventory: [],
  scenarios: [],
  cohorts: [],
  attestations: [],
  cycles: [],
  marks: new Map(),
};

/** A window as it was entered: `enteredAt` of its last change. */
export type EnteredWindow = { entry: PlanItem<'calendar'>; enteredAt: string };

/** Maintenance that somebody approved as it stands. What was changed since has to be approved again. */
export function maintenanceOf(
  windows: readonly EnteredWindow[],
  marks: ReadonlyMap<string, Mark>,
): MaintenanceWindow[] {
  return windows.flatMap(({ entry, enteredAt }) => {
    if (entry.kind !== 'maintenance') return [];
    const mark = marks.get(markKey({ part: 'calendar', name: entry.name, member: null }));
    if (mark?.status !== 'approved' || Date.parse(mark.at) < Date.parse(enteredAt)) return [];
    return [{ from: entry.from, to: entry.to, approvedAt: mark.at, reason: entry.reason || entry.name }];
  });
}

/** Evidence of days is read about as far back. */
const CYCLES_MS = 60 * DAY_MS;

type Declared = Pick<PlanItems, 'inventory' | 'scenarios' | 'cohorts' | 'attestations'>;

/** All that criteria and verdict look at in a plan, beside datasets and the criteria themselves. */
export function planFactsOf(
  { inventory, scenarios, cohorts, attestations }: Declared,
  windows: readonly EnteredWindow[],
  marks: ReadonlyMap<string, Mark>,
  now: Date,
): { plan: PlanFacts; maintenance: MaintenanceWindow[]; windows: readonly EnteredWindow[] } {
  const cycles = windows.flatMap(({ entry: { kind, name, from, to } }) =>
    kind === 'month_end' && Date.parse(to) > now.getTime() - CYCLES_MS ? [{ name, from, to }] : [],
  );
  return {
    plan: { inventory, scenarios, cohorts, attestations, cycles, marks },
    maintenance: maintenanceOf(windows, marks),
    windows,
  };
}
