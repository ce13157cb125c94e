import { findCriterionProblems } from '../criteria/find-criterion-problems.ts';
import { type Registry, registry } from '../criteria/registry.ts';
import { findDatasetProblems } from '../dataset/find-dataset-problems.ts';
import type { Problem } from '../errors.ts';
import { countText } from '../format/count.ts';
import { planPartNames } from '../part/plan-parts.ts';
import type { AnyPlanDocument } from './document.ts';

/** What each part of a plan allows and the whole does not: names used twice, names of nothing, dates in the wrong order. */
export function findDocumentProblems(plan: AnyPlanDocument, known: Registry = registry): Problem[] {
  return [
    ...planPartNames.flatMap((part) =>
      repeated<{ name: string }>(
        plan[part],
        ({ name }) => name,
        (i) => `/${part}/${i}/name`,
      ),
    ),
    ...findDatasetProblems(plan.datasets),
    ...repeated(
      plan.criteria,
      ({ key }) => key,
      (i) => `/criteria/${i}/key`,
    ),
    ...plan.criteria.flatMap((criterion, i) => findCriterionProblems(criterion, `/criteria/${i}`, known)),
    ...teamProblems(plan),
    ...phaseProblems(plan),
    ...subjectProblems(plan),
    ...scopeProblems(plan),
    ...rampProblems(plan),
  ];
}

function repeated<T>(items: readonly T[], nameOf: (item: T) => string, pointerTo: (i: number) => string): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    const name = nameOf(item);
    if (seen.has(name)) return [{ pointer: pointerTo(i), message: `"${name}" is there twice` }];
    seen.add(name);
    return [];
  });
}

/** Only where teams are declared at all; before that an owner is a word. */
function teamProblems(plan: AnyPlanDocument): Problem[] {
  if (plan.teams.length === 0) return [];
  const known = new Set(plan.teams.map(({ name }) => name));
  const named: { pointer: string; team: string | null }[] = [
    ...(
      [
        'inventory',
        'scenarios',
        'attestations',
        'workstreams',
        'communications',
        'decommission',
        'deferrals',
        'rules',
      ] as const
    ).flatMap((part) => plan[part].map(({ team }, i) => ({ pointer: `/${part}/${i}/team`, team }))),
    ...plan.datasets.map(({ ownerTeam }, i) => ({ pointer: `/datasets/${i}/ownerTeam`, team: ownerTeam })),
    ...plan.criteria.map(({ ownerTeam }, i) => ({ pointer: `/criteria/${i}/ownerTeam`, team: ownerTeam })),
  ];
  return named.flatMap(({ pointer, team }) =>
    team === null || known.has(team) ? [] : [{ pointer, message: `"${team}" is not a team of this plan` }],
  );
}

function phaseProblems({ phases, criteria, workstreams }: AnyPlanDocument): Problem[] {
  const known = new Set(phases.map(({ name }) => name));
  const missing = (name: string) => `"${name}" is not a phase of this plan`;
  return [
    ...phases.flatMap(({ plannedFrom, plannedTo }, i) =>
      plannedFrom !== null && plannedTo !== null && plannedFrom > plannedTo
        ? [{ pointer: `/phases/${i}/plannedTo`, message: 'must not be before "plannedFrom"' }]
        : [],
    ),
    ...criteria.flatMap(({ gates = [] }, i) =>
      gates.flatMap((gate, j) =>
        known.has(gate) ? [] : [{ pointer: `/criteria/${i}/gates/${j}`, message: missing(gate) }],
      ),
    ),
    ...workstreams.flatMap(({ phase }, i) =>
      phase === null || known.has(phase) ? [] : [{ pointer: `/workstreams/${i}/phase`, message: missing(phase) }],
    ),
  ];
}

/** A row of the RACI matrix must be about something that exists. */
function subjectProblems(plan: AnyPlanDocument): Problem[] {
  const subjects = new Set([
    ...plan.phases.map(({ name }) => `phase ${name}`),
    ...plan.datasets.map(({ name }) => `dataset ${name}`),
    ...plan.criteria.map(({ key }) => `criterion ${key}`),
    ...plan.scenarios.map(({ name }) => `scenario ${name}`),
  ]);
  return plan.responsibilities.flatMap(({ name }, i) =>
    subjects.has(name) ? [] : [{ pointer: `/responsibilities/${i}/name`, message: `there is no ${name} in this plan` }],
  );
}

function scopeProblems({ criteria, datasets }: AnyPlanDocument): Problem[] {
  const names = new Set(datasets.map(({ name }) => name));
  return criteria.flatMap(({ scope }, i) =>
    scope.kind === 'dataset' && !names.has(scope.dataset)
      ? [{ pointer: `/criteria/${i}/scope/dataset`, message: `"${scope.dataset}" is not a dataset of this plan` }]
      : [],
  );
}

function rampProblems({ ramp }: AnyPlanDocument): Problem[] {
  return ramp.flatMap(({ percent }, i) => {
    const before = ramp[i - 1];
    return before && percent < before.percent
      ? [
          {
            pointer: `/ramp/${i}/percent`,
            message: `must not be less than the ${countText(before.percent)} % before it`,
          },
        ]
      : [];
  });
}
