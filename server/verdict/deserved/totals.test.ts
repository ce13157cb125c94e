import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { judged, type Push } from './judged.ts';
import { count, criteria, dataset, field, other, scan } from './plans.ts';

const MINUTE = 60_000;
const ago = (minutes: number) => minutes * MINUTE;
const later = (push: Push, hours: number): Push => ({ ...push, afterMs: hours * HOUR_MS });
const OF_NOTHING = { coverage: { method: 'full', population: 0, compared: 0 } };
type Said = [name: string, legacy: string, target: string, keys?: Record<string, string>];

const totals = (said: readonly Said[], ageMs: number, more: object = {}) => {
  const aggregates = said.map(([name, legacy, target, keys = {}]) => ({ name, keys, legacy, target, unit: 'EUR' }));
  return other({ kind: 'aggregate', aggregates }, Math.max(1, said.length), more, ageMs);
};
const clean = (hours = 0): Push[] => [
  later(count(100, 100, ago(30)), hours),
  later(scan({ identical: 100 }, [field('amount', 100)], {}, ago(29)), hours),
];
const plan = (more: object = {}) => ({
  datasets: dataset(['record_count', 'field_level', 'aggregate'], more),
  criteria: criteria('open', 'coverage'),
});
const holds = { verdict: 'no_go', passes: [false, false], refused: [] };
const both: Said[] = [
  ['payout sum', '5000', '5000'],
  ['n', '1', '1'],
];

async function inEitherOrder(of: Parameters<typeof judged>[0], pushes: readonly Push[], expected: object) {
  for (const runs of [pushes, pushes.toReversed()]) {
    expect(await judged(of, [...clean(), ...runs])).toMatchObject(expected);
  }
}

describe('a total that an earlier run held stays asked for', () => {
  it.each<[string, Said[]]>([
    ['another one alone, of nothing', [['zz', '0', '0']]],
    ['another one alone', [['zz', '7', '7']]],
    [
      'as many others',
      [
        ['n', '1', '1'],
        ['zz', '7', '7'],
      ],
    ],
    ['one of the two', [['n', '1', '1']]],
    [
      'one that is 0 by now',
      [
        ['payout sum', '0', '0.00'],
        ['n', '1', '1'],
      ],
    ],
  ])('%s', async (_, said) => {
    await inEitherOrder(plan(), [totals(both, ago(9)), totals(said, ago(1))], {
      ...holds,
      outcomes: { open: 'unknown', coverage: 'not_met' },
    });
  });

  it('in every run after it, and by its name', async () => {
    const found = await judged(plan(), [
      ...clean(),
      totals(both, ago(9)),
      totals([['n', '1', '1']], ago(5)),
      totals([['n', '1', '1']], ago(1)),
    ]);
    expect(found).toMatchObject(holds);
    expect(found.why.open?.detail).toContain('never compared: payout sum in EUR, which an earlier run held');
  });

  it('until all come again, or the plan says that it no longer exists', async () => {
    const fewer = totals([['n', '1', '1']], ago(5));
    await inEitherOrder(plan(), [totals(both, ago(9)), fewer, totals(both, ago(1))], { verdict: 'go' });
    const without = plan({ columns: [{ name: 'payout sum', ignore: true }] });
    const runs = [totals(both, ago(9)), fewer, later(totals([['n', '1', '1']], ago(1)), 21), ...clean(21)];
    expect(await judged(without, runs)).toMatchObject({ outcomes: { open: 'met' } });
    expect(await judged(plan(), runs)).toMatchObject({ outcomes: { open: 'unknown' } });
  });

  it('its groups, until so few have been shown for 20 hours', async () => {
    const months = (...of: string[]) => of.map((month): Said => ['paid', '5', '5', { month }]);
    const pushes = (hours: number) => [
      totals(months('1', '2', '3'), ago(9)),
      totals(months('3'), ago(5)),
      later(totals(months('4'), ago(1)), hours),
      ...clean(hours),
    ];
    expect(await judged(plan(), pushes(19))).toMatchObject(holds);
    expect(await judged(plan(), pushes(21))).toMatchObject({ verdict: 'go' });
    expect(await judged(plan(), pushes(21).toReversed())).toMatchObject({ verdict: 'go' });
    const rolled = [totals(months('1', '2'), ago(9)), totals(months('2', '3'), ago(1))];
    await inEitherOrder(plan(), rolled, { verdict: 'go' });
  });
});

describe('0 on both sides', () => {
  const nothing: Said[] = [['zz', '0', '0.000']];

  it('is evidence of totals only where the dataset may be empty', async () => {
    await inEitherOrder(plan(), [totals(nothing, ago(1))], { ...holds, outcomes: { open: 'unknown' } });
    await inEitherOrder(plan({ mayBeEmpty: true }), [totals(nothing, ago(1), OF_NOTHING)], { verdict: 'go' });
    const beside: Said[] = [...nothing, ['n', '1', '1']];
    await inEitherOrder(plan(), [totals(beside, ago(1))], { verdict: 'go' });
  });

  it('answers no total that differed', async () => {
    const failed: Said[] = [
      ['payout sum', '5000', '4900'],
      ['n', '1', '1'],
    ];
    const zero: Said[] = [
      ['payout sum', '0', '0'],
      ['n', '1', '1'],
    ];
    for (const hours of [0, 21]) {
      const again = later(totals(zero, ago(1)), hours);
      const runs = [totals(failed, ago(9)), totals(zero, ago(2)), again, ...clean(hours)];
      expect(await judged(plan(), runs)).toMatchObject({ ...holds, outcomes: { open: 'not_met' } });
    }
  });

  it('of rows that were there is no evidence where the dataset may be empty either', async () => {
    const asking = plan({ mayBeEmpty: true });
    const rows = { coverage: { method: 'full', population: 100, compared: 100 } };
    const zeros: Said[] = both.map(([name]) => [name, '0', '0']);
    const failed = totals([['payout sum', '5000', '5'], ...both.slice(1)], ago(9), rows);
    for (const said of [zeros, [...zeros.slice(0, 1), ...both.slice(1)]]) {
      await inEitherOrder(asking, [failed, totals(said, ago(1), rows)], { ...holds, outcomes: { open: 'not_met' } });
    }
    await inEitherOrder(asking, [totals(zeros, ago(1), rows)], { ...holds, outcomes: { coverage: 'not_met' } });
    const empty = totals(zeros, ago(1), OF_NOTHING);
    await inEitherOrder(asking, [failed, empty], { ...holds, outcomes: { open: 'not_met' } });
    const shown = [...clean(), failed, empty, later(empty, 21), ...clean(21)];
    expect(await judged(asking, shown)).toMatchObject({ outcomes: { open: 'met' }, refused: [] });
    expect(await judged(plan(), shown)).toMatchObject({ outcomes: { open: 'not_met' }, refused: [] });
  });

  it('of nothing is no evidence where another total is something', async () => {
    const beside = totals([...nothing, ['n', '1', '1']], ago(1), OF_NOTHING);
    expect(await judged(plan({ mayBeEmpty: true }), [...clean(), beside])).toMatchObject({
      ...holds,
      refused: ['/coverage/compared'],
    });
  });
});

describe('totals that differ are answered by totals of as many rows', () => {
  const MILLION = 1_000_000;
  const rows = (compared: number, more: object = {}) => ({
    coverage: { method: 'full', population: compared, compared, ...more },
  });
  const window = { from: '2026-03-03T00:00:00Z', to: '2026-03-04T00:00:00Z' };
  const differs: Said[] = [['sum', '9000000', '5']];
  const agrees: Said[] = [['sum', '5', '5']];

  it.each<[string, object]>([
    ['of everything', rows(MILLION)],
    ['of a window', { ...rows(MILLION), window }],
    ['of a sample', rows(1_000, { method: 'sample', population: MILLION })],
    ['of all but some chunks', rows(1_000, { population: MILLION, skippedChunks: 1 })],
  ])('%s', async (_, more) => {
    const failed = totals(differs, ago(9), more);
    await inEitherOrder(plan(), [failed, totals(agrees, ago(1), rows(1))], {
      ...holds,
      outcomes: { open: 'not_met', coverage: 'not_met' },
    });
    const again = await judged(plan(), [...clean(), failed, totals(agrees, ago(1), rows(MILLION - 500))]);
    expect(again).toMatchObject({ verdict: 'go', refused: [] });
  });

  it('whatever a smaller run finds in between', async () => {
    const between = totals(differs, ago(5), rows(1));
    const found = await judged(plan(), [
      ...clean(),
      totals(differs, ago(9), rows(MILLION)),
      between,
      totals(agrees, ago(1), rows(1)),
    ]);
    expect(found).toMatchObject(holds);
  });

  it('or of so few once they were shown for 20 hours', async () => {
    const few = totals(agrees, ago(1), rows(1));
    const pushes = [...clean(), totals(differs, ago(9), rows(MILLION)), few];
    expect(await judged(plan(), [...pushes, ...clean(19), later(few, 19)])).toMatchObject(holds);
    expect(await judged(plan(), [...pushes, ...clean(21), later(few, 21)])).toMatchObject({ verdict: 'go' });
  });
});
