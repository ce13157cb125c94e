import type { Difference, Group } from '../../core/run/difference.ts';
import { type Comparison, compareTables } from '../compare/compare-tables.ts';
import type { FoundDifference } from '../compare/found-difference.ts';
import type { GroupTally } from '../compare/group-tally.ts';
import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import type { BodyOfKind, CheckRequest, CheckResult } from './check.ts';
import { planDataset } from './plan-dataset.ts';

/** Compares every field of every row, and lists what differs. */
export async function checkFieldLevel(request: CheckRequest): Promise<CheckResult> {
  const plan = await planDataset(request.dataset, request.sides);
  const comparison = await compareTables(plan, request.sides, request);
  const body = bodyOf(plan, comparison, request);
  const { counts } = body;
  return {
    body,
    asOf: comparison.asOf,
    coverage: {
      method: request.sampling ? 'sample' : 'full',
      population: request.sampling ? comparison.population : counts.compared,
      compared: counts.compared,
      skippedChunks: 0,
      seed: request.sampling?.seed ?? null,
    },
  };
}

function bodyOf(plan: ComparisonPlan, comparison: Comparison, request: CheckRequest): BodyOfKind<'field_level'> {
  const { tally } = comparison;
  const found = tally.counts;
  const paired = found.identical + found.modified;
  const moneyCompared = plan.legacy.amountColumn < 0 ? undefined : comparison.pass?.legacy.amounts.text();
  const legacy = paired + found.missingInTarget + found.suspectedLegacy;
  return {
    kind: 'field_level',
    counts: {
      ...found,
      legacy,
      target: paired + found.extraInTarget + found.duplicateInTarget + found.suspectedTarget,
      compared: legacy,
    },
    fields: plan.columns.slice(plan.keyColumns).map((column, i) => ({
      name: column.name,
      compared: paired,
      matching: paired - tally.mismatches(plan.keyColumns + i),
    })),
    columns: plan.columns.map(({ name, legacyType, targetType }) => ({ name, legacyType, targetType })),
    pairedBy: plan.columns.slice(0, plan.keyColumns).map(({ name }) => name),
    ...(plan.notCompared.length > 0 ? { notCompared: plan.notCompared } : {}),
    lagLifecycle: comparison.lag,
    groups: groupsOf(plan, comparison, request.currency),
    differences: tally.differences().map((one) => differenceOf(plan, one, request)),
    differencesComplete: tally.complete,
    ...(moneyCompared === undefined ? {} : { moneyCompared }),
  };
}

function groupsOf(plan: ComparisonPlan, { tally }: Comparison, currency: string): Group[] {
  const clear = plan.columns[plan.moneyColumn]?.sensitive === false;
  return tally.confirmedGroups().map((group) => ({
    class: group.class,
    field: group.column === undefined ? null : (plan.columns[group.column]?.name ?? null),
    pattern: { id: 'none', params: {}, version: 1 },
    rowCount: group.rows,
    ...(group.hasMoney && clear ? { ...moneyOf(group), currency } : {}),
  }));
}

function moneyOf({
  net,
  gross,
  rowsWorthNothing,
}: GroupTally): Pick<Group, 'moneyNet' | 'moneyGross' | 'rowsWorthNothing'> {
  return { moneyNet: net.toFixed(), moneyGross: gross.toFixed(), rowsWorthNothing };
}

function differenceOf(plan: ComparisonPlan, found: FoundDifference, request: CheckRequest): Difference {
  const column = found.column === undefined ? undefined : plan.columns[found.column];
  const masked = (index: number, field: string | null) => {
    const { name, sensitive } = plan.columns[index] ?? { name: '', sensitive: true };
    return request.masking.value(request.dataset.name, { name, sensitive }, field);
  };
  const key = found.key.map((field, i) => [plan.columns[i]?.name ?? String(i), masked(i, field)]);
  const clearMoney = plan.columns[plan.moneyColumn]?.sensitive === false;
  return {
    class: found.class,
    state: found.state,
    key: Object.fromEntries(key),
    ...(column ? { field: column.name } : {}),
    ...(found.column !== undefined && found.legacy !== undefined ? { legacy: masked(found.column, found.legacy) } : {}),
    ...(found.column !== undefined && found.target !== undefined ? { target: masked(found.column, found.target) } : {}),
    ...(found.money !== undefined && clearMoney ? { money: found.money } : {}),
    observedAt: found.observedAt,
  };
}
