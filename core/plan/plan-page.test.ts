import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../mark/marks-of.ts';
import { progressOf, progressText, standingOf } from '../mark/progress.ts';
import type { Mark } from '../mark/schema.ts';
import type { PlanItem } from '../part/plan-parts.ts';
import { planParts } from '../part/plan-parts.ts';
import { instantOfWallClock, wallClockOf } from '../time/wall-clock.ts';
import { type RaciRole, raciRole, setRaciRole } from './raci.ts';
import { slipOf } from './slip.ts';
import { timeBoxState } from './time-box.ts';
import { timelineOf } from './timeline.ts';

const NOW = Date.parse('2026-12-13T12:00:00Z');
const mark = (more: Partial<Mark>): Mark => ({
  part: 'scenarios',
  name: 'Refund',
  member: null,
  status: 'passed',
  note: '',
  evidence: null,
  dueOn: null,
  at: '2026-12-01T12:00:00Z',
  by: 'Ada',
  byId: null,
  runId: null,
  ...more,
});

describe('progress', () => {
  it('counts what is done, and nothing that nobody said, that was taken back or that is too old', () => {
    const standings = [
      standingOf(mark({}), NOW),
      standingOf(mark({}), NOW, 12),
      standingOf(mark({}), NOW, 11),
      standingOf(mark({ status: 'failed' }), NOW, 11),
      standingOf(mark({ status: 'failed' }), NOW),
      standingOf(mark({ status: 'skipped' }), NOW),
      standingOf(mark({ status: 'withdrawn' }), NOW, 1),
      standingOf(mark({ status: 'in_progress' }), NOW),
      standingOf(null, NOW),
    ];
    expect(standings).toEqual(['done', 'done', 'outdated', 'outdated', 'failed', 'open', 'open', 'under_way', 'open']);
    expect(progressText(progressOf(standings), 'passed')).toBe('2 of 9 passed, 1 failed');
    expect(progressText(progressOf([]), 'documented')).toBe('0 of 0 documented');
  });

  it('knows every mark there is: one that it does not would never count', () => {
    const open = Object.values(planParts)
      .flatMap(({ marks }): readonly string[] => marks)
      .filter((status) => standingOf(mark({ status }), NOW) === 'open');
    expect([...new Set(open)].toSorted()).toEqual(['not_documented', 'reopened', 'skipped', 'withdrawn']);
  });

  it('finds the mark of an item and of a member, and not of another part', () => {
    const of = marksOf('cohorts', [
      mark({ part: 'cohorts', name: 'Pilot', member: 'ACME', status: 'validated' }),
      mark({ name: 'Pilot' }),
    ]);
    expect([of('Pilot', 'ACME')?.status, of('Pilot'), of('Pilot', 'Other')]).toEqual(['validated', null, null]);
  });
});

describe('slip', () => {
  const planned = { dueOn: '2026-12-01', costPerDay: '400' };
  const slip = (given: Mark | null, item: Parameters<typeof slipOf>[0] = planned) =>
    slipOf(item, given, NOW, 'Europe/Berlin');
  it('is 12 days late and costs 4,800 so far, and more if it is done when it is due now', () => {
    expect(slip(null)).toEqual({ dueOn: '2026-12-01', movedDays: 0, lateDays: 12, cost: '4800', expectedCost: null });
    const slipped = mark({ part: 'workstreams', status: 'slipped', dueOn: '2026-12-21' });
    expect(slip(slipped)).toMatchObject({ dueOn: '2026-12-21', movedDays: 20, lateDays: 12, expectedCost: '8000' });
  });
  it('stops when it is done, by the days of the migration', () => {
    expect(slip(mark({ status: 'done', at: '2026-12-03T22:30:00Z' }))).toMatchObject({ lateDays: 2, cost: '800' });
    expect(slip(mark({ status: 'done', at: '2026-12-03T23:30:00Z' }))).toMatchObject({ lateDays: 3, cost: '1200' });
    expect(slip(mark({ status: 'done', at: '2026-11-20T00:00:00Z' }))).toMatchObject({ lateDays: 0, cost: null });
  });
  it('says nothing without a day, and no cost without one', () => {
    expect(slip(null, { dueOn: null, costPerDay: '400' })).toBeNull();
    expect(slip(null, { dueOn: '2026-12-12', costPerDay: null })).toMatchObject({ lateDays: 1, cost: null });
  });
});

it.each([
  ['2026-12-01', 'ahead', 19],
  ['2026-12-06', 'near', 14],
  ['2026-12-19', 'near', 1],
  ['2026-12-20', 'over', 0],
  ['2026-12-25', 'over', 5],
])('a time box until 20 December is on %s %s by %d days', (today, state, days) => {
  expect(timeBoxState({ endsOn: '2026-12-20', warnDays: 14 }, today)).toEqual({ state, days });
});

describe('the timeline', () => {
  const phase = (name: string, plannedFrom: string | null, plannedTo: string | null) => ({
    name,
    plannedFrom,
    plannedTo,
    startedAt: null,
    leftAt: null,
  });
  it('places what is planned and what happened by days of the migration', () => {
    const line = timelineOf({
      phases: [
        {
          ...phase('Shadow', '2026-12-01', '2026-12-10'),
          startedAt: '2026-12-01T08:00:00Z',
          leftAt: '2026-12-12T08:00:00Z',
        },
        { ...phase('Ramp', '2026-12-11', '2026-12-20'), startedAt: '2026-12-12T08:00:00Z' },
        phase('Later', null, null),
      ],
      windows: [
        { name: 'Freeze', kind: 'freeze', from: '2026-12-04T23:00:00Z', to: '2026-12-06T23:00:00Z' },
        { name: 'Next year', kind: 'freeze', from: '2027-06-01T00:00:00Z', to: '2027-06-02T00:00:00Z' },
      ],
      timeBoxEndsOn: '2026-12-20',
      timeZone: 'Europe/Berlin',
      nowMs: NOW,
    });
    expect(line).toMatchObject({ from: '2026-12-01', to: '2026-12-21', today: 12 / 20, timeBox: 19 / 20, months: [] });
    expect(line?.rows).toEqual([
      { name: 'Shadow', planned: { at: 0, width: 0.5 }, actual: { at: 0, width: 0.6 }, gate: 0.6, lateDays: 2 },
      expect.objectContaining({ planned: { at: 0.5, width: 0.5 }, gate: 1, lateDays: 0 }),
      { name: 'Later', planned: null, actual: null, gate: null, lateDays: null },
    ]);
    expect(line?.windows).toEqual([{ name: 'Freeze', kind: 'freeze', bar: { at: 0.2, width: expect.closeTo(0.1) } }]);
  });
  it('is not drawn where nothing has a day', () => {
    expect(
      timelineOf({
        phases: [phase('Shadow', null, null)],
        windows: [],
        timeBoxEndsOn: null,
        timeZone: 'UTC',
        nowMs: NOW,
      }),
    ).toBeNull();
  });
  it('never leaves its width', () => {
    const date = fc.integer({ min: 0, max: 900 }).map((n) => new Date(NOW + n * 86_400_000).toISOString());
    fc.assert(
      fc.property(fc.array(fc.tuple(date, date), { minLength: 1, maxLength: 6 }), date, (spans, now) => {
        const line = timelineOf({
          phases: spans.map(([from, to], i) => phase(String(i), from.slice(0, 10), to.slice(0, 10))),
          windows: spans.map(([from, to], i) => ({ name: String(i), kind: 'freeze', from, to })),
          timeBoxEndsOn: null,
          timeZone: 'Europe/Berlin',
          nowMs: Date.parse(now),
        });
        for (const { at, width } of [
          ...(line?.rows.flatMap(({ planned }) => planned ?? []) ?? []),
          ...(line?.windows.map(({ bar }) => bar) ?? []),
        ]) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at + width).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(line?.months.every(({ date: first, at }) => first.endsWith('-01') && at > 0 && at < 1)).toBe(true);
      }),
    );
  });
});

describe('the RACI matrix', () => {
  const shadow: PlanItem<'responsibilities'> = {
    name: 'phase Shadow',
    accountable: 'Ada',
    deputy: 'Bob',
    responsible: ['IT'],
    consulted: [],
    informed: [],
  };
  it('makes one accountable and the one before responsible', () => {
    const changed = setRaciRole([shadow], shadow.name, 'Bob', 'accountable');
    expect(changed).toEqual({
      ok: true,
      rows: [{ ...shadow, accountable: 'Bob', deputy: null, responsible: ['IT', 'Ada'] }],
    });
  });
  it('refuses a subject without one', () => {
    expect(setRaciRole([shadow], shadow.name, 'Ada', null).ok).toBe(false);
    expect(setRaciRole([], shadow.name, 'Ada', 'responsible').ok).toBe(false);
    expect(setRaciRole([], shadow.name, 'Ada', 'accountable')).toMatchObject({ rows: [{ accountable: 'Ada' }] });
  });
  it('has exactly one accountable and nobody twice, whatever is pressed', () => {
    const who = fc.constantFrom('Ada', 'Bob', 'IT', 'Eve');
    const role = fc.constantFrom<RaciRole | null>(
      'accountable',
      'deputy',
      'responsible',
      'consulted',
      'informed',
      null,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(who, role), { maxLength: 20 }), (presses) => {
        let rows = [shadow];
        for (const [name, wanted] of presses) {
          const change = setRaciRole(rows, shadow.name, name, wanted);
          if (change.ok) rows = change.rows;
          if (change.ok) expect(raciRole(rows[0], name)).toBe(wanted);
          const [row] = rows;
          const all = [row?.accountable, row?.deputy, ...(row?.responsible ?? [])].concat(
            row?.consulted,
            row?.informed,
          );
          const named = all.filter((one) => one !== null);
          expect(new Set(named).size).toBe(named.length);
          expect(row?.accountable).toBeTruthy();
        }
      }),
    );
  });
});

it('reads a wall clock as it wrote it, but in the hour that comes twice', () => {
  expect(wallClockOf('2026-12-31T19:00:00Z', 'Europe/Berlin')).toBe('2026-12-31T20:00');
  expect(instantOfWallClock('2026-12-31T20:00', 'Europe/Berlin', 'first')).toBe('2026-12-31T19:00:00.000Z');
  expect(instantOfWallClock('2026-10-25T02:30', 'Europe/Berlin', 'first')).toBe('2026-10-25T00:30:00.000Z');
  expect(instantOfWallClock('2026-10-25T02:30', 'Europe/Berlin', 'last')).toBe('2026-10-25T01:30:00.000Z');
  expect(instantOfWallClock('', 'Europe/Berlin', 'first')).toBe('');
});
