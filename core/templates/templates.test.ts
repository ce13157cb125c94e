import { describe, expect, it } from 'vitest';
import { type PlanDocument, planDocumentSchema } from '../plan/document.ts';
import { findDocumentProblems } from '../plan/find-document-problems.ts';
import { findOwnershipGaps } from '../plan/find-ownership-gaps.ts';
import { templateNames } from './names.ts';
import { planOf } from './plan-of.ts';
import { templateOf } from './registry.ts';
import { summaryOf } from './summary.ts';
import { planRoles } from './template.ts';

const migration = {
  slug: 'm',
  name: 'Migration',
  legacySystem: 'Old',
  targetSystem: 'New',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
};
const given = { startOn: '2026-11-02', migration };

describe.each(templateNames)('the template %s', (name) => {
  const template = templateOf(name);
  const plan = planOf(template, given);

  it('is a plan without problems, and the same one every time', () => {
    expect(planDocumentSchema.parse(plan)).toEqual(plan);
    expect(findDocumentProblems(plan)).toEqual([]);
    expect(planOf(template, given)).toEqual(plan);
  });

  it('has exactly one accountable and a deputy for each phase, criterion and scenario, and names nobody else than its teams and roles', () => {
    expect(findOwnershipGaps(plan)).toEqual([]);
    const subjects = plan.phases.length + plan.criteria.length + plan.scenarios.length;
    expect(plan.responsibilities).toHaveLength(subjects);
    const known = new Set([...plan.teams.map((team) => team.name), ...planRoles]);
    for (const { name: subject, accountable, deputy, responsible, consulted, informed } of plan.responsibilities) {
      for (const named of [accountable, deputy ?? '', ...responsible, ...consulted, ...informed]) {
        expect([...known], subject).toContain(named);
      }
      expect(deputy, subject).not.toBe(accountable);
    }
    for (const { validationLayer } of plan.teams) expect(validationLayer).not.toBe('');
  });

  it('has phases one after the other, each with goal, conditions and something that is asked at its gate', () => {
    let next = given.startOn;
    for (const { name: phase, goal, plannedFrom, plannedTo, entry, exit } of plan.phases) {
      expect(plannedFrom, phase).toBe(next);
      expect((plannedTo ?? '') > (plannedFrom ?? ''), phase).toBe(true);
      expect([goal !== '', entry.length > 0, exit.length > 0], phase).toEqual([true, true, true]);
      const asked = plan.criteria.filter(({ gates, blocking }) => blocking && gates?.includes(phase));
      expect(asked.length, phase).toBeGreaterThan(0);
      next = nextDay(plannedTo ?? '');
    }
    expect(next).toBe(addWeeks(given.startOn, summaryOf(name).weeks));
  });

  it('asks every criterion at gates it names, of items and domains that the plan has', () => {
    const domains = new Set(plan.scenarios.map(({ domain }) => domain));
    for (const { key, gates, metric, scope, options } of plan.criteria) {
      expect(gates?.length ?? 0, key).toBeGreaterThan(0);
      if (scope.kind === 'domain') expect([...domains], key).toContain(scope.domain);
      const items = metric === 'attestation' ? plan.attestations : metric === 'cohort_validated' ? plan.cohorts : null;
      if (items)
        expect(
          items.map((item) => item.name),
          key,
        ).toContain(options?.item);
    }
    const stated = plan.criteria.flatMap(({ metric, options }) => (metric === 'attestation' ? options?.item : []));
    expect(plan.attestations.map((item) => item.name).filter((item) => !stated.includes(item))).toEqual([]);
  });

  it('ends with decommissioning: six kinds of steps, each with an owner and a proof', () => {
    expect(plan.phases.at(-1)?.name).toBe('Decommission');
    expect(plan.decommission.map(({ kind }) => kind).toSorted()).toEqual([
      'access_removed',
      'contract_ended',
      'data_archived',
      'monitoring_handed_over',
      'other',
      'replication_removed',
    ]);
    for (const { team, description } of plan.decommission) {
      expect(team).not.toBeNull();
      expect(description).toMatch(/Proof: \S/);
    }
    // Nothing is compared any more once the legacy system is going.
    const compared = plan.criteria.filter(({ gates }) => gates?.includes('Decommission'));
    for (const { metric } of compared) expect(metric).toBe('attestation');
  });

  it('carries everything a plan has, in time', () => {
    for (const part of filledParts) expect(plan[part].length, part).toBeGreaterThan(0);
    expect(plan.settings.checks.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['record_count', 'field_level', 'checksum']),
    );
    expect(plan.ramp.at(-1)?.percent).toBe(100);
    const [first, last] = [addWeeks(given.startOn, -2), plan.phases.at(-1)?.plannedTo ?? ''];
    for (const { name: item, dueOn } of [...plan.workstreams, ...plan.communications]) {
      expect(dueOn !== null && dueOn >= first && dueOn <= last, item).toBe(true);
    }
    expect(plan.settings.timeBox?.endsOn).toBe(addWeeks(plan.phases.at(-2)?.plannedTo ?? '', 4));
    expect(plan.scenarios.length).toBeGreaterThanOrEqual(12);
    expect(plan.inventory.filter(({ critical }) => critical).length).toBeGreaterThanOrEqual(4);
  });

  it('lists what cannot be judged yet, and nothing of it blocks', () => {
    expect(summaryOf(name).notAvailableYet).toEqual([
      'Unexplained variance',
      'Sign-offs',
      'Kill switch drilled',
      'Kill switch armed',
    ]);
  });
});

const filledParts = [
  'teams',
  'phases',
  'responsibilities',
  'inventory',
  'scenarios',
  'cohorts',
  'attestations',
  'workstreams',
  'communications',
  'decommission',
  'calendar',
  'ramp',
  'triggers',
  'rules',
  'costs',
  'criteria',
] as const satisfies (keyof PlanDocument)[];

const DAY_MS = 86_400_000;
const plusDays = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const nextDay = (day: string) => plusDays(day, 1);
const addWeeks = (day: string, weeks: number) => plusDays(day, weeks * 7);
