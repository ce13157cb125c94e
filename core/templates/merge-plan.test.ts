import { describe, expect, it } from 'vitest';
import { diffPlans } from '../plan/diff-plan.ts';
import { type PlanDocumentInput, planDocumentSchema } from '../plan/document.ts';
import { findDocumentProblems } from '../plan/find-document-problems.ts';
import { standardCriteria } from '../plan/standard-criteria.ts';
import { mergePlan } from './merge-plan.ts';
import { templateNames } from './names.ts';
import { planOf } from './plan-of.ts';
import { templateOf } from './registry.ts';

const migration = {
  slug: 'm',
  name: 'Migration',
  legacySystem: 'Old',
  targetSystem: 'New',
  timeZone: 'America/New_York',
  currency: 'USD',
};
const plan = (more: Partial<PlanDocumentInput> = {}) => planDocumentSchema.parse({ parallax: 1, migration, ...more });
const affiliate = planOf(templateOf('affiliate-platform'), { startOn: '2026-11-02', migration });
const later = planOf(templateOf('affiliate-platform'), { startOn: '2026-12-07', migration });
const dataset = { name: 'payouts', legacyRef: 'a', targetRef: 'b', ownerTeam: 'Payments' };
const everyHour = { everyMs: 3_600_000, graceMs: 60_000 };

describe('a template in a plan', () => {
  it.each(templateNames)('is the whole plan where there was none, and nothing the second time: %s', (name) => {
    const added = planOf(templateOf(name), { startOn: '2026-11-02', migration });
    const merged = mergePlan(plan(), added, 'keep');
    expect(merged).toEqual(added);
    expect(mergePlan(merged, added, 'keep')).toEqual(merged);
    expect(mergePlan(merged, added, 'replace')).toEqual(merged);
  });

  it('removes nothing and keeps what is there under the same name', () => {
    const own = plan({
      teams: [{ name: 'Finance', validationLayer: 'Ours', lead: 'Zoe' }],
      phases: [{ name: 'Pre-study' }, { name: 'Setup', goal: 'Ours' }],
      scenarios: [{ name: 'Our own test' }],
      criteria: [{ key: 'ours', metric: 'coverage', comparator: 'gte', threshold: '0.5' }],
      settings: { budget: '1000', timeBox: { endsOn: '2027-01-01' } },
    });
    const merged = mergePlan(own, affiliate, 'keep');
    expect(diffPlans(own, merged).filter(({ kind }) => kind === 'removed' || kind === 'moved')).toEqual([]);
    expect(merged.teams).toContainEqual(own.teams[0]);
    expect(merged.teams.filter(({ name }) => name === 'Finance')).toHaveLength(1);
    expect(merged.settings).toMatchObject({ budget: '1000', timeBox: { endsOn: '2027-01-01' } });
    expect(merged.phases.map(({ name }) => name)).toEqual([
      'Discovery',
      'Pre-study',
      'Setup',
      'Parallel validation',
      'Controlled cutover',
      'Stabilization',
      'Decommission',
    ]);
    expect(merged.phases[2]?.goal).toBe('Ours');
    expect(merged.criteria.map(({ key }) => key)).toContain('ours');
    expect(findDocumentProblems(merged)).toEqual([]);
  });

  it('moves the dates of a plan that came from it when asked to replace', () => {
    const merged = mergePlan(affiliate, later, 'replace');
    expect(merged.phases).toEqual(later.phases);
    expect(mergePlan(affiliate, later, 'keep').phases).toEqual(affiliate.phases);
  });

  it('gives standard criteria that nobody touched their gates, and leaves those that somebody changed', () => {
    const own = plan({
      criteria: standardCriteria.map((one) => ({
        ...one,
        ...(one.key === 'field-match-rate' ? { threshold: '0.9999' } : { ownerTeam: 'Platform' }),
      })),
    });
    const merged = mergePlan(own, affiliate, 'keep');
    const of = (key: string) => merged.criteria.find((one) => one.key === key);
    expect(of('critical-free-streak')).toMatchObject({ gates: ['Stabilization'], ownerTeam: 'Platform' });
    expect(of('field-match-rate')).toEqual(own.criteria.find(({ key }) => key === 'field-match-rate'));
    // A word that was an owner is a team now, or the plan would not add up.
    expect(merged.teams.map(({ name }) => name)).toContain('Platform');
    expect(findDocumentProblems(merged)).toEqual([]);
  });

  it('gives its checks to datasets that have none, and to no other', () => {
    const checked = { ...dataset, name: 'links', checks: [{ kind: 'record_count' as const, schedule: everyHour }] };
    const merged = mergePlan(plan({ datasets: [dataset, checked] }), affiliate, 'keep');
    expect(merged.datasets[0]?.checks).toEqual(affiliate.settings.checks);
    expect(merged.datasets[1]?.checks).toHaveLength(1);
    expect(findDocumentProblems(merged)).toEqual([]);
  });

  it('leaves a ramp alone that has stages of its own', () => {
    const own = plan({ ramp: [{ name: 'A third', percent: 33 }] });
    expect(mergePlan(own, affiliate, 'keep').ramp).toEqual(own.ramp);
  });
});

it('puts month-ends and freezes where the clock of the zone has them', () => {
  const { calendar } = affiliate;
  expect(calendar[0]).toEqual({
    name: 'Month-end November 2026',
    kind: 'month_end',
    from: '2026-11-30T05:00:00.000Z',
    to: '2026-12-03T05:00:00.000Z',
    reason: 'A business cycle that must have been compared',
  });
  // Summer time begins on 14 March there.
  expect(calendar.find(({ name }) => name === 'Month-end March 2027')?.from).toBe('2027-03-31T04:00:00.000Z');
});
