import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ledgerOf } from '../evidence/check-ledger.ts';
import type { RunFigures } from '../evidence/figures.ts';
import type { MaintenanceWindow } from '../evidence/maintenance.ts';
import { NO_PLAN_FACTS } from '../evidence/plan-facts.ts';
import type { CheckDay, CheckRollup, DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { addDays, cutOffMs, startOfDayMs } from '../time/day.ts';
import { countClean, streakOf } from './streak.ts';

const zone = 'Europe/Berlin';
const dataset = {
  id: 'd1',
  name: 'payouts',
  domain: 'money',
  wave: 1,
  criticality: 'critical',
  mayBeEmpty: false,
} as const;
const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

const newest: RunFigures = {
  runId: 'r',
  kind: 'field_level',
  verdict: 'match',
  text: '',
  asOf: '2026-11-01T00:00:00Z',
  receivedAt: '2026-11-01T00:00:00Z',
  dueAt: '2026-11-02T00:00:00Z',
  day: '2026-11-01',
  window: null,
  method: 'full',
  population: 1,
  compared: 1,
  skippedChunks: 0,
  seed: null,
  recordCount: null,
  rows: null,
  fields: null,
  load: null,
};

function covered(day: string, until: number | null, lateAt: string | null = null): CheckDay {
  const wholeUntil = until === null ? null : iso(until);
  return { day, figures: { wholeUntil, heardUntil: wholeUntil, lateAt, newest, draws: [], loads: [] } };
}

/** One run in the last hour of the day, due two hours later. */
const fullDay = (day: string) => covered(day, cutOffMs(day, zone) + HOUR);

function checkWith(days: readonly CheckDay[], more: Partial<CheckRollup> = {}): CheckRollup {
  return {
    id: 'c1',
    datasetId: 'd1',
    kind: 'field_level',
    schedule: { everyMs: HOUR, graceMs: HOUR },
    tolerances: {},
    sampleRows: null,
    createdAt: '2026-10-01T00:00:00Z',
    latest: null,
    ledger: ledgerOf(days, zone),
    days,
    hours: [],
    ...more,
  };
}

function span(from: number, to: number | null, more: Partial<DiscrepancySpan> = {}): DiscrepancySpan {
  const own = { discrepancyId: 'x', number: 41, title: '', datasetId: 'd1', severity: 'critical' } as const;
  return { ...own, from: iso(from), to: to === null ? null : iso(to), ...more };
}

type StreakCase = {
  checks?: CheckRollup[];
  spans?: DiscrepancySpan[];
  maintenance?: MaintenanceWindow[];
  needed?: number;
  today?: string;
  maxGapDays?: number;
  criticality?: 'critical' | 'high';
};
const first = '2026-10-20';
const daysTo = (today: string) => {
  const all: string[] = [];
  for (let d = first; d < today; d = addDays(d, 1)) all.push(d);
  return all;
};

function streak(given: StreakCase) {
  const { checks, spans = [], maintenance = [], needed = 30, today = '2026-10-30', maxGapDays } = given;
  const { criticality = 'critical' } = given;
  const evidence: Evidence = {
    timeZone: zone,
    startedAt: iso(startOfDayMs(first, zone)),
    datasets: [{ ...dataset, criticality }],
    checks: checks ?? [checkWith(daysTo(today).map(fullDay))],
    spans,
    maintenance,
    windows: [],
    plan: NO_PLAN_FACTS,
  };
  const nowMs = startOfDayMs(today, zone) + 10 * HOUR;
  return streakOf({ evidence, datasetIds: new Set(['d1']), neededDays: needed, maxGapDays, nowMs });
}
const states = (given: StreakCase) =>
  streak(given)
    .days.map(({ state }) => state[0])
    .join('');
const at = (day: string, hour: number) => startOfDayMs(day, zone) + hour * HOUR;

describe('a day', () => {
  it('is clean when nothing was open and everything was on time; the 25-hour day too; today is pending', () => {
    expect(states({})).toBe('ccccccccccp');
    expect(streak({})).toMatchObject({ cleanDays: 10, earliestDate: '2026-11-19' });
  });

  test.each([
    ['open over noon', [span(at('2026-10-25', 11), at('2026-10-25', 13))], 'cccccbccccp', 4],
    ['open over midnight', [span(at('2026-10-25', 24), at('2026-10-26', 3))], 'cccccbbcccp', 3],
    ['closed exactly at midnight', [span(at('2026-10-24', 9), startOfDayMs('2026-10-25', zone))], 'ccccbcccccp', 5],
    ['a single moment', [span(at('2026-10-25', 11), at('2026-10-25', 11))], 'cccccbccccp', 4],
    ['not critical', [span(at('2026-10-25', 11), null, { severity: 'major' })], 'ccccccccccp', 10],
    ['of another scope', [span(at('2026-10-25', 11), null, { datasetId: 'd2' })], 'ccccccccccp', 10],
    ['open since today', [span(at('2026-10-30', 9), null)], 'ccccccccccb', 0],
  ])('%s', (_, spans, expected, clean) => {
    expect(states({ spans })).toBe(expected);
    expect(streak({ spans }).cleanDays).toBe(clean);
  });

  it('names what broke it', () => {
    const broken = streak({ spans: [span(at('2026-10-25', 11), at('2026-10-25', 13))] }).days.find(
      (d) => d.state === 'broken',
    );
    expect(broken).toEqual({ date: '2026-10-25', state: 'broken', reason: 'D-41' });
  });

  it('is void when a check was overdue at the cut-off, even if its next result came a minute later', () => {
    const days = daysTo('2026-10-30').map((day) =>
      day === '2026-10-25' ? covered(day, cutOffMs(day, zone) - 1) : fullDay(day),
    );
    expect(states({ checks: [checkWith(days)] })).toBe('cccccvccccp');
  });

  it('is covered by a long schedule of the day before, for as many days as the criterion lets pass between two looks', () => {
    const checks = [checkWith([covered('2026-10-20', cutOffMs('2026-10-29', zone))])];
    expect(states({ checks })).toBe('ccvvvvvvvvp');
    expect(states({ checks, maxGapDays: 1 })).toBe('cvvvvvvvvvp');
    expect(states({ checks, maxGapDays: 9 })).toBe('cccccccccvp');
    expect(states({ checks, maxGapDays: 10 })).toBe('ccccccccccp');
    expect(streak({ checks, maxGapDays: 10 }).longestGap).toEqual({ days: 10, dataset: 'payouts' });
    expect(streak({ checks }).days[2]?.reason).toBe('payouts: the field level check had not looked for 2 days');
    expect(streak({}).longestGap).toEqual({ days: 1, dataset: 'payouts' });
    // Only a comparison of every field is a look: a checksum may be due once a week.
    const weekly = checkWith([covered('2026-10-20', cutOffMs('2026-10-29', zone))], { id: 'c2', kind: 'checksum' });
    expect(states({ checks: [checkWith(daysTo('2026-10-30').map(fullDay)), weekly] })).toBe('ccccccccccp');
  });

  it('is void in a critical dataset where something was left out, elsewhere it is enough that somebody looked', () => {
    const days = daysTo('2026-10-30').map((day) => {
      const { figures } = fullDay(day);
      return day < '2026-10-24' ? fullDay(day) : { day, figures: { ...figures, wholeUntil: null } };
    });
    const aggregate = (criticality: 'critical' | 'high', kind: CheckRollup['kind']) =>
      states({ checks: [checkWith(daysTo('2026-10-30').map(fullDay)), checkWith(days, { kind })], criticality });
    expect(states({ checks: [checkWith(days)] })).toBe('ccccvvvvvvp');
    expect(states({ checks: [checkWith(days)], criticality: 'high' })).toBe('ccccccccccp');
    expect(aggregate('critical', 'aggregate')).toBe('ccccvvvvvvp');
    expect(aggregate('high', 'aggregate')).toBe('ccccccccccp');
    expect(aggregate('critical', 'record_count')).toBe('ccccccccccp');
  });

  it('is broken rather than void, void rather than excluded', () => {
    const none = daysTo('2026-10-30')
      .filter((day) => day !== '2026-10-25')
      .map(fullDay);
    const maintenance = [
      {
        from: iso(at('2026-10-25', 2)),
        to: iso(at('2026-10-25', 4)),
        approvedAt: iso(at('2026-10-24', 9)),
        reason: 'disk',
      },
    ];
    expect(states({ maintenance })).toBe('ccccceccccp');
    expect(states({ maintenance, checks: [checkWith(none)] })).toBe('cccccvccccp');
    expect(
      states({ maintenance, checks: [checkWith(none)], spans: [span(at('2026-10-25', 3), at('2026-10-25', 4))] }),
    ).toBe('cccccbccccp');
  });

  it('is not excluded by a window that was approved afterwards', () => {
    const maintenance = [
      {
        from: iso(at('2026-10-25', 2)),
        to: iso(at('2026-10-25', 4)),
        approvedAt: iso(at('2026-10-25', 3)),
        reason: 'disk',
      },
    ];
    expect(states({ maintenance })).toBe('ccccccccccp');
  });

  it('without any field-level evidence is void, however young the check; another kind counts from its creation', () => {
    const good = checkWith(daysTo('2026-10-30').map(fullDay));
    const young = { id: 'c2', createdAt: iso(at('2026-10-29', 9)) };
    expect(states({ checks: [good, checkWith([fullDay('2026-10-29')], young)] })).toBe('vvvvvvvvvcp');
    expect(states({ checks: [good, checkWith([fullDay('2026-10-29')], { ...young, kind: 'checksum' })] })).toBe(
      'ccccccccccp',
    );
  });

  it('that was judged again shows that', () => {
    const days = daysTo('2026-10-30').map((day) =>
      day === '2026-10-25' ? covered(day, cutOffMs(day, zone), iso(at('2026-10-27', 1))) : fullDay(day),
    );
    expect(streak({ checks: [checkWith(days)] }).days[5]).toMatchObject({
      state: 'clean',
      reason: expect.stringContaining('came late'),
    });
  });
});

describe('the count', () => {
  const days = (text: string) =>
    [...text].map((c) => ({
      date: '',
      reason: null,
      state: ({ c: 'clean', b: 'broken', v: 'void', e: 'excluded' } as const)[c as 'c'],
    }));
  test.each([
    ['', 0],
    ['ccc', 3],
    ['ccbcc', 2],
    ['ccvcc', 4],
    ['ccvvcc', 2],
    ['ccvevcc', 2],
    ['ccecc', 4],
    ['ccb', 0],
    ['vcv', 1],
    ['cvv', 0],
  ])('of %s is %d', (text, expected) => {
    expect(countClean(days(text))).toBe(expected);
  });

  test.each([
    [0, 'cv', 0],
    [1, 'cv', 1],
    [1, 'cvv', 0],
    [2, 'cvv', 1],
    [2, 'cvvv', 0],
    [2, 'cvevc', 2],
  ])('surviving %d void days, of %s is %d', (grace, text, expected) => {
    expect(countClean(days(text), grace)).toBe(expected);
  });

  it('never shrinks by a day more that it survives', () => {
    const history = fc.array(fc.constantFrom('c', 'b', 'v', 'e'), { maxLength: 40 });
    fc.assert(
      fc.property(history, fc.nat({ max: 5 }), (given, grace) => {
        expect(countClean(days(given.join('')), grace + 1)).toBeGreaterThanOrEqual(
          countClean(days(given.join('')), grace),
        );
      }),
    );
  });

  it('never grows by a worse day', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('c', 'b', 'v', 'e'), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (given, n) => {
          const i = n % given.length;
          const worse = given.map((c, at) => (at === i ? 'b' : c));
          expect(countClean(days(worse.join('')))).toBeLessThanOrEqual(countClean(days(given.join(''))));
        },
      ),
    );
  });
});

describe('the earliest date', () => {
  it('counts today as the first day to come, or tomorrow where today is broken', () => {
    expect(streak({ needed: 12 }).earliestDate).toBe('2026-11-01');
    expect(streak({ needed: 10 }).earliestDate).toBeNull();
    expect(streak({ needed: 12, spans: [span(at('2026-10-30', 9), null)] }).earliestDate).toBe('2026-11-12');
  });
});
