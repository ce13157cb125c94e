import { describe, expect, it } from 'vitest';
import { type PlanDocument, planDocumentSchema } from '../plan/document.ts';
import { findDocumentProblems } from '../plan/find-document-problems.ts';
import { findOwnershipGaps } from '../plan/find-ownership-gaps.ts';
import { dayOf } from '../time/day.ts';
import { DAY_MS } from '../time/units.ts';
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
    const isExtended = template.phases.some(({ contains }) => contains !== undefined);
    const planned = addWeeks(given.startOn, summaryOf(name).weeks);
    if (isExtended) expect(next >= planned).toBe(true);
    else expect(next).toBe(planned);
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
    // Budget for as long again as is planned.
    const endsOn = plan.settings.timeBox?.endsOn ?? '';
    const plannedTo = nextDay(plan.phases.at(-2)?.plannedTo ?? '');
    expect(Date.parse(nextDay(endsOn)) - Date.parse(plannedTo)).toBe(Date.parse(plannedTo) - Date.parse(given.startOn));
    expect(plan.costs.find(({ kind }) => kind === 'contingency')?.note).toContain('the same time again');
    expect(plan.scenarios.length).toBeGreaterThanOrEqual(12);
    expect(plan.inventory.filter(({ critical }) => critical).length).toBeGreaterThanOrEqual(4);
  });

  it('asks no checksum of 100 % at a gate whose match rate may be less, and the row match rate beside that of fields', () => {
    const gatesOf = (metric: string) =>
      plan.criteria.flatMap((one) => (one.metric === metric ? (one.gates ?? []) : []));
    expect(gatesOf('checksum_match').filter((gate) => gatesOf('field_match_rate').includes(gate))).toEqual([]);
    expect(gatesOf('row_match_rate')).toEqual(gatesOf('field_match_rate'));
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

describe('a warehouse, on whatever day it begins', () => {
  const starts = Array.from({ length: 400 }, (_, i) => plusDays('2026-11-02', i));

  it.each([
    ['Half', 'month_end'],
    ['Full', 'whole_month'],
  ] as const)('%s contains a %s', (name, contains) => {
    for (const startOn of starts) {
      const plan = planOf(templateOf('database-to-warehouse'), { startOn, migration });
      const phase = plan.phases.find((one) => one.name === name);
      const [from, to] = [phase?.plannedFrom ?? '', phase?.plannedTo ?? ''];
      const closed = plan.calendar.filter(({ kind, from: begins, to: ends }) => {
        const [lastDay, after] = [begins, ends].map((at) => dayOf(Date.parse(at), migration.timeZone));
        const firstDay = `${lastDay?.slice(0, 8)}01`;
        const inside = (lastDay ?? '') >= from && (after ?? '') <= nextDay(to);
        return kind === 'month_end' && inside && (contains === 'month_end' || firstDay >= from);
      });
      expect(closed.length, startOn).toBeGreaterThan(0);
      expect(nextDay(to) >= addWeeks(from, name === 'Half' ? 2 : 4)).toBe(true);
    }
  });
});

it('has what the field asks of each kind of migration', () => {
  const plans = (name: (typeof templateNames)[number]) => planOf(templateOf(name), given);
  const affiliate = plans('affiliate-platform');
  expect(affiliate.criteria.filter(({ threshold }) => threshold === '0.0001').map(({ blocking }) => blocking)).toEqual([
    false,
    false,
  ]);
  expect(affiliate.attestations.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Variances accepted', 'Report definitions accepted']),
  );
  expect(affiliate.scenarios.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'Sub-partners add up to their master',
      'Trading events',
      'CRM records in step',
      'Downstream workflows of the CRM',
    ]),
  );
  expect(plans('martech').workstreams.map(({ name }) => name)).toContain('Data synchronization');
  expect(plans('five-steps').criteria.map(({ metric }) => metric)).toContain('discrepancy_rate');
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

const plusDays = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const nextDay = (day: string) => plusDays(day, 1);
const addWeeks = (day: string, weeks: number) => plusDays(day, weeks * 7);
