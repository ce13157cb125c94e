import type { PlanCriterion } from '../criteria/schema.ts';
import { isSame } from '../plan/diff-plan.ts';
import type { PlanDocument } from '../plan/document.ts';
import { standardCriteria } from '../plan/standard-criteria.ts';

/** What happens to an item that the plan has already under the name of one of the template. */
export type SameName = 'keep' | 'replace';

type Named = { name: string };

/**
 * A plan with what a template adds to it. Nothing is removed. What is there under the same name stays as it is, unless `replace` says
 * otherwise; standard criteria that nobody has touched are always made those of the template, which know their gates. Done again it
 * changes nothing.
 */
export function mergePlan(current: PlanDocument, added: PlanDocument, sameName: SameName): PlanDocument {
  const list = <T extends Named>(have: readonly T[], want: readonly T[]) => mergeLists(have, want, nameOf, sameName);
  const settings = mergeSettings(current.settings, added.settings, sameName);
  const datasets = current.datasets.map((dataset) =>
    dataset.checks.length > 0 ? dataset : { ...dataset, checks: settings.checks },
  );
  const criteria = mergeCriteria(current.criteria, added.criteria, sameName);
  const plan: PlanDocument = {
    ...current,
    settings,
    phases: list(current.phases, added.phases),
    responsibilities: list(current.responsibilities, added.responsibilities),
    inventory: list(current.inventory, added.inventory),
    scenarios: list(current.scenarios, added.scenarios),
    cohorts: list(current.cohorts, added.cohorts),
    attestations: list(current.attestations, added.attestations),
    workstreams: list(current.workstreams, added.workstreams),
    communications: list(current.communications, added.communications),
    decommission: list(current.decommission, added.decommission),
    calendar: list(current.calendar, added.calendar),
    ramp: mergeRamp(current.ramp, added.ramp, sameName),
    triggers: list(current.triggers, added.triggers),
    rules: list(current.rules, added.rules),
    costs: list(current.costs, added.costs),
    datasets,
    criteria,
  };
  return { ...plan, teams: withOwners(list(current.teams, added.teams), plan) };
}

const nameOf = ({ name }: Named) => name;

/** Those of the template in its order, each behind the one it follows there; without any in common, behind what is there. */
function mergeLists<T>(have: readonly T[], want: readonly T[], keyOf: (item: T) => string, sameName: SameName): T[] {
  const merged = [...have];
  const known = new Set(have.map(keyOf));
  let at = want.some((item) => known.has(keyOf(item))) ? 0 : merged.length;
  for (const item of want) {
    const there = merged.findIndex((one) => keyOf(one) === keyOf(item));
    if (there < 0) merged.splice(at, 0, item);
    else if (sameName === 'replace') merged[there] = item;
    at = (there < 0 ? at : there) + 1;
  }
  return merged;
}

/** A ramp is one thing: stages of two do not make a third. */
function mergeRamp(have: PlanDocument['ramp'], want: PlanDocument['ramp'], sameName: SameName): PlanDocument['ramp'] {
  const names = new Set(want.map(nameOf));
  if (!have.every(({ name }) => names.has(name))) return have;
  const merged = mergeLists(have, want, nameOf, sameName);
  const rises = merged.every(({ percent }, i) => percent >= (merged[i - 1]?.percent ?? 0));
  return rises ? merged : have;
}

function mergeSettings(
  have: PlanDocument['settings'],
  want: PlanDocument['settings'],
  sameName: SameName,
): PlanDocument['settings'] {
  if (sameName === 'replace') return { ...have, timeBox: want.timeBox ?? have.timeBox, checks: want.checks };
  return {
    ...have,
    timeBox: have.timeBox ?? want.timeBox,
    checks: have.checks.length > 0 ? have.checks : want.checks,
  };
}

function mergeCriteria(
  have: readonly PlanCriterion[],
  want: readonly PlanCriterion[],
  sameName: SameName,
): PlanCriterion[] {
  const wanted = new Map(want.map((criterion) => [criterion.key, criterion]));
  const gated = have.map((criterion) => {
    const better = wanted.get(criterion.key);
    return better && isUntouched(criterion)
      ? { ...better, ownerTeam: criterion.ownerTeam ?? better.ownerTeam }
      : criterion;
  });
  return mergeLists(gated, want, ({ key }) => key, sameName);
}

/** A standard criterion as every migration starts with it, whoever owns it by now. */
function isUntouched(criterion: PlanCriterion): boolean {
  const standard = standardCriteria.find(({ key }) => key === criterion.key);
  return standard !== undefined && isSame({ ...criterion, ownerTeam: null }, standard);
}

/** Owners were words until there were teams: each word that is no team yet becomes one. */
function withOwners(teams: PlanDocument['teams'], plan: PlanDocument): PlanDocument['teams'] {
  const known = new Set(teams.map(nameOf));
  const parts = [
    plan.inventory,
    plan.scenarios,
    plan.attestations,
    plan.workstreams,
    plan.communications,
    plan.decommission,
    plan.deferrals,
    plan.rules,
  ];
  const owners = [
    ...parts.flatMap((items) => items.map(({ team }: { team: string | null }) => team)),
    ...[...plan.datasets, ...plan.criteria].map(({ ownerTeam }) => ownerTeam),
  ].filter((owner) => owner !== null);
  const fresh = [...new Set(owners)].filter((owner) => !known.has(owner));
  return [...teams, ...fresh.map((name) => ({ name, validationLayer: '', lead: null }))];
}
