import { describe, expect, it } from 'vitest';
import { evaluateCriterion } from '../criteria/registry.ts';
import type { CriterionDefinition } from '../criteria/schema.ts';
import type { DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { type Mark, markKey } from '../mark/schema.ts';
import type { PlanItem } from '../part/plan-parts.ts';
import { buildEvidence, idOf } from '../testing/build-evidence.ts';
import { fieldRun } from '../testing/build-run.ts';
import { addDays } from '../time/day.ts';
import { factsOf } from './facts-of.ts';

const start = '2026-11-01';
const day = (i: number) => addDays(start, i);
const now = new Date(`${day(12)}T12:00:00Z`);

function span(from: string, to: string | null, severity: DiscrepancySpan['severity'] = 'critical'): DiscrepancySpan {
  return { discrepancyId: from, number: 1, title: 't', datasetId: idOf('payouts'), severity, from, to };
}
const streak: CriterionDefinition = {
  metric: 'critical_free_streak',
  comparator: 'gte',
  threshold: '14',
  scope: { kind: 'all' },
  blocking: true,
  ownerTeam: null,
};
const open: CriterionDefinition = { ...streak, metric: 'open_discrepancies', comparator: 'lt', threshold: '2' };

/** A result a day at noon from day 2 on. */
function evidenceWith(spans: DiscrepancySpan[], more: Partial<Evidence> = {}): Evidence {
  const runs = Array.from({ length: 11 }, (_, i) => fieldRun(`${day(i + 2)}T11:00:00Z`, { identical: 100 }, {}, i));
  const built = buildEvidence({
    datasets: [{ name: 'payouts', criticality: 'critical' }],
    checks: [{ dataset: 'payouts', kind: 'field_level', runs }],
    spans,
    startedAt: `${start}T00:00:00Z`,
  });
  return { ...built, ...more };
}

type More = {
  definitions?: CriterionDefinition[];
  workstreams?: PlanItem<'workstreams'>[];
  marks?: Mark[];
  gate?: string;
};
function facts(evidence: Evidence, { definitions = [streak], workstreams = [], marks = [], gate }: More = {}) {
  const phase = (name: string, state: 'current' | 'ahead') => ({ name, state, startedAt: null, leftAt: null });
  return factsOf({
    evidence,
    criteria: definitions.map((definition, i) => ({
      id: String(i),
      definition,
      result: evaluateCriterion(definition, evidence, now),
      since: null,
    })),
    phases: [phase('Shadow', 'current'), phase('Cutover', 'ahead'), phase('Decommissioning', 'ahead')],
    gate: gate ?? null,
    workstreams,
    marks: new Map(marks.map((mark) => [markKey(mark), mark])),
    now,
  });
}

describe('what a forecast rests on', () => {
  it('counts days from the first evidence on, and breaks by the day on which they began', () => {
    const spans = [
      span(`${day(4)}T08:00:00Z`, `${day(6)}T08:00:00Z`),
      span(`${day(4)}T09:00:00Z`, `${day(5)}T08:00:00Z`),
      span(`${day(8)}T08:00:00Z`, `${day(8)}T09:00:00Z`),
      span(`${day(9)}T08:00:00Z`, null, 'minor'),
    ];
    expect(facts(evidenceWith(spans)).streak).toEqual({
      neededDays: 14,
      cleanDays: 3,
      voidsInARow: 0,
      todayBroken: false,
      daysSeen: 10,
      voidDays: 0,
      daysJudged: 10,
      breakAges: [8, 4],
      lengths: [3, 1],
      openFor: [],
    });
  });

  it('counts what is open as broken today, and for how long it has been', () => {
    expect(facts(evidenceWith([span(`${day(10)}T08:00:00Z`, null)])).streak).toMatchObject({
      todayBroken: true,
      daysJudged: 11,
      breakAges: [3],
      lengths: [],
      openFor: [3],
    });
  });

  it('has what is left to close, with what came and went a day', () => {
    const spans = [
      span(`${day(3)}T08:00:00Z`, `${day(6)}T08:00:00Z`, 'minor'),
      span(`${day(3)}T08:00:00Z`, null, 'minor'),
      span(`${day(4)}T08:00:00Z`, null, 'minor'),
      span(`${day(5)}T08:00:00Z`, null, 'minor'),
    ];
    const [backlog] = facts(evidenceWith(spans), { definitions: [open] }).backlogs;
    expect(backlog).toMatchObject({ kind: 'discrepancies', left: 3, allowed: 1 });
    expect(backlog?.days).toHaveLength(12);
    expect([backlog?.days[3], backlog?.days[6]]).toEqual([
      { arrived: 2, closed: 0 },
      { arrived: 0, closed: 1 },
    ]);
  });

  it('says what it cannot speak for instead of leaving it out in silence', () => {
    const definitions = [
      streak,
      { ...streak, metric: 'response_time_at_peak', comparator: 'lte', threshold: '1' } as const,
    ];
    const given = facts(evidenceWith([]), { definitions });
    expect([...given.notPart, ...given.backlogs.map(({ name }) => name)]).toEqual(['response time at peak']);
  });

  it('waits for work of this gate: as it slipped, as late again as it is, not what is done, and says what has no date', () => {
    const stream = (name: string, dueOn: string | null, phase: string | null) =>
      ({ name, description: '', team: null, dueOn, phase, costPerDay: null }) satisfies PlanItem<'workstreams'>;
    const mark = (name: string, status: string, dueOn: string | null): Mark => ({
      ...{ part: 'workstreams', name, member: null, status, note: '', evidence: null, dueOn },
      ...{ at: now.toISOString(), by: 'L', byId: null, runId: null },
    });
    const workstreams = [
      stream('slips', day(5), 'Shadow'),
      stream('late', day(10), 'Shadow'),
      stream('done', day(30), 'Shadow'),
      stream('dateless', null, 'Shadow'),
      stream('last', day(40), null),
    ];
    const marks = [mark('slips', 'slipped', day(20)), mark('done', 'done', null)];
    const at = (gate: string) => facts(evidenceWith([]), { workstreams, marks, gate });
    expect(at('Shadow').floors).toEqual([
      { name: 'slips', day: day(20) },
      { name: 'late', day: day(14) },
    ]);
    expect(at('Shadow').notPart).toEqual(['dateless (no due date)']);
    expect(at('Cutover').floors.map(({ name }) => name)).toEqual(['slips', 'late', 'last']);
  });

  it('closes whole days of freezes and holidays, in the zone', () => {
    const window = (kind: PlanItem<'calendar'>['kind'], from: string, to: string) => ({
      entry: { name: kind, kind, from, to, reason: '' },
      enteredAt: from,
    });
    const windows = [
      window('freeze', `${day(14)}T00:00:00Z`, `${day(17)}T00:00:00Z`),
      window('freeze', `${day(20)}T08:00:00Z`, `${day(22)}T08:00:00Z`),
      window('holiday', `${day(1)}T00:00:00Z`, `${day(2)}T00:00:00Z`),
      window('month_end', `${day(24)}T00:00:00Z`, `${day(29)}T00:00:00Z`),
    ];
    expect(facts(evidenceWith([], { windows })).closed).toEqual([
      { name: 'freeze', from: day(14), to: day(16) },
      { name: 'freeze', from: day(21), to: day(21) },
    ]);
  });
});
