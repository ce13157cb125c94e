import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countRun, envelopeAt, fieldRun, performanceRun } from '../testing/build-run.ts';
import type { Difference } from './difference.ts';
import { type Run, runSchema } from './schema.ts';
import { mergeTallies, tallyDifferences } from './tally.ts';
import { findCountProblems } from './tie-counts.ts';

const at = '2026-11-21T08:00:00Z';
const now = new Date('2026-11-21T08:05:00Z');

function pointersOf(run: Run, now_ = now): string[] {
  const differences = run.kind === 'field_level' ? run.differences : [];
  return findCountProblems(run, tallyDifferences(differences), now_).map(({ pointer }) => pointer);
}

const full = (compared: number, more = {}) => ({ method: 'full', population: compared, compared, ...more }) as const;
const pattern = { id: 'none', params: {}, version: 1 };
const group = (rowClass: string, field: string | null, rowCount: number, id = 'none') => ({
  class: rowClass,
  field,
  rowCount,
  pattern: { ...pattern, id },
});
const withGroups = (...groups: object[]) =>
  runSchema.parse({ ...fieldRun(at, { identical: 95, modified: 5, missingInTarget: 2 }), groups });

function difference(more: Partial<Difference>): Difference {
  return { class: 'missing_in_target', state: 'confirmed', key: { id: { value: '1' } }, observedAt: at, ...more };
}
const listing = (differences: Difference[], differencesComplete: boolean) =>
  fieldRun(at, { identical: 95, modified: 1, missingInTarget: 1 }, { differences, differencesComplete });
const both = [
  difference({}),
  difference({ class: 'modified', field: 'amount', legacy: { value: '1' }, target: { value: '2' } }),
];

describe('what adds up has no problem', () => {
  test.each<[string, Run]>([
    ['rows of every class', fieldRun(at, { modified: 3, missingInTarget: 2, extraInTarget: 4, duplicateInTarget: 1 })],
    ['suspected rows on both sides', fieldRun(at, { suspectedLegacy: 2, suspectedTarget: 3 })],
    ['an empty dataset', fieldRun(at, { identical: 0 })],
    [
      'skipped chunks',
      fieldRun(at, { legacy: 200, target: 300 }, { coverage: full(100, { population: 200, skippedChunks: 1 }) }),
    ],
    ['an unknown population', fieldRun(at, {}, { coverage: full(100, { population: null }) })],
    [
      'exact groups',
      withGroups(
        group('modified', 'amount', 3),
        group('modified', 'amount', 2, 'scale'),
        group('missing_in_target', null, 2),
      ),
    ],
    ['a complete listing', listing(both, true)],
    ['a partial listing', listing([difference({})], false)],
    ['counts', countRun(at, 100, 97)],
    ['counts of an empty target', countRun(at, 100, 0)],
    ['performance', performanceRun('2026-11-21T07:00:00Z', at, 1_000, '5')],
    [
      'a window that ends with the clock of an agent ahead',
      countRun(at, 1, 1, { window: { from: at, to: '2026-11-21T08:06:59Z' } }),
    ],
    ['a failure, whatever it says', fieldRun(at, { compared: 7 }, { failure: { message: 'no connection' } })],
  ])('%s', (_, run) => {
    expect(pointersOf(run)).toEqual([]);
  });
});

describe('what does not', () => {
  test.each<[string, Run, string[]]>([
    [
      'compared rows of the legacy side',
      fieldRun(at, { compared: 99 }, { coverage: full(99) }),
      ['/counts/compared', '/counts/legacy'],
    ],
    ['coverage against counts', fieldRun(at, {}, { coverage: full(90) }), ['/coverage/compared']],
    ['a full scan that leaves out legacy rows', fieldRun(at, { legacy: 120 }), ['/counts/legacy']],
    ['a full scan that leaves out target rows', fieldRun(at, { target: 120 }), ['/counts/target']],
    [
      'fewer target rows than compared',
      fieldRun(at, { target: 90 }, { coverage: full(100, { population: 200, skippedChunks: 1 }) }),
      ['/counts/target'],
    ],
    [
      'more compared than there are',
      fieldRun(at, {}, { coverage: full(100, { population: 50 }) }),
      ['/coverage/compared'],
    ],
    ['a full scan of a part', fieldRun(at, {}, { coverage: full(100, { population: 200 }) }), ['/coverage/compared']],
    [
      'more matching than compared',
      fieldRun(at, {}, { fields: [{ name: 'amount', compared: 100, matching: 101 }] }),
      ['/fields/0/matching'],
    ],
    [
      'more fields compared than pairs',
      fieldRun(at, {}, { fields: [{ name: 'amount', compared: 101, matching: 101 }] }),
      ['/fields/0/compared'],
    ],
    [
      'a field that differs in more rows than are modified',
      fieldRun(at, {}, { fields: [{ name: 'amount', compared: 100, matching: 99 }] }),
      ['/fields/0/matching'],
    ],
    [
      'modified rows without a field that differs',
      fieldRun(at, { modified: 3 }, { fields: [{ name: 'amount', compared: 103, matching: 103 }] }),
      ['/counts/modified'],
    ],
    ['modified rows of a dataset without fields', fieldRun(at, { modified: 3 }, { fields: [] }), ['/counts/modified']],
    [
      'a field twice',
      fieldRun(at, {}, { fields: [1, 2].map(() => ({ name: 'amount', compared: 100, matching: 100 })) }),
      ['/fields/1/name'],
    ],
    [
      'suspicions that vanish',
      fieldRun(at, { suspectedLegacy: 1 }, { lagLifecycle: { suspected: 5, healed: 5, confirmed: 0, healP95Ms: 1 } }),
      ['/lagLifecycle/suspected'],
    ],
    [
      'groups of too few rows',
      withGroups(group('modified', 'amount', 4), group('missing_in_target', null, 2)),
      ['/groups'],
    ],
    ['a class without a group', withGroups(group('modified', 'amount', 5)), ['/groups']],
    [
      'a group of an unknown field',
      withGroups(group('modified', 'amount', 5), group('modified', 'x', 1), group('missing_in_target', null, 2)),
      ['/groups'],
    ],
    [
      'a group twice',
      withGroups(group('modified', 'amount', 3), group('modified', 'amount', 2), group('missing_in_target', null, 2)),
      ['/groups/1'],
    ],
    [
      'groups of the wrong shape',
      withGroups(group('modified', null, 5), group('modified', 'amount', 5), group('missing_in_target', 'amount', 2)),
      ['/groups/0/field', '/groups/2/field', '/groups', '/groups', '/groups'],
    ],
    [
      'more listed than counted',
      listing([difference({}), difference({ key: { id: { value: '2' } } })], false),
      ['/differences'],
    ],
    ['a listing that calls itself complete', listing([difference({})], true), ['/differences']],
    [
      'suspected differences where none is counted',
      listing([difference({ state: 'suspected' })], false),
      ['/differences'],
    ],
    [
      'a modified row without field',
      listing([difference({ class: 'modified' })], false),
      ['/differences/0/field', '/differences'],
    ],
    [
      'a missing row with a field',
      listing([difference({ field: 'amount' })], false),
      ['/differences/0/field', '/differences'],
    ],
    [
      'a window in the future',
      countRun(at, 1, 1, { window: { from: at, to: '2026-11-21T08:07:01Z' } }),
      ['/window/to'],
    ],
    ['a window backwards', countRun(at, 1, 1, { window: { from: at, to: '2026-11-21T07:00:00Z' } }), ['/window/from']],
  ])('%s', (_, run, pointers) => {
    expect(pointersOf(run)).toEqual(pointers);
  });

  test('other kinds', () => {
    const envelope = { ...envelopeAt(at), coverage: full(3) };
    const kind = (body: object) => pointersOf(runSchema.parse({ ...envelope, ...body }));
    const segment = { segment: 'a', legacy: '1', target: '2' };
    expect(kind({ kind: 'checksum', segmentsCompared: 0, checksums: [segment] })).toEqual(['/checksums']);
    const violation = { kind: 'missing', partition: 'p', expected: '1', actual: null, observedAt: at };
    expect(kind({ kind: 'event_order', events: 3, violations: [violation], violationCount: 0 })).toEqual([
      '/violations',
    ]);
    expect(kind({ kind: 'replication_lag', lag: { p50Ms: 9, p95Ms: 5, maxMs: 10, samples: 1 } })).toEqual(['/lag']);
    const total = { name: 'sum', keys: { a: '1' }, legacy: '1', target: '1', unit: 'EUR' };
    expect(kind({ kind: 'aggregate', aggregates: [total, { ...total, keys: {} }, { ...total, target: '2' }] })).toEqual(
      ['/aggregates/2'],
    );
    const side = { requests: 3, errors: 4, failedTransactions: 0, latency: [{ upToMs: '5', count: 2 }] };
    expect(kind({ kind: 'performance', legacy: side, target: { ...side, requests: 2, errors: 0 } })).toEqual([
      '/legacy/latency',
      '/legacy/errors',
    ]);
    const idle = { coverage: full(0) };
    expect(kind({ kind: 'scenario', scenarios: [{ name: 'Refund', result: 'passed' }], ...idle })).toEqual([
      '/coverage/compared',
    ]);
    expect(kind({ kind: 'schema', columnsCompared: 3, items: [], ...idle })).toEqual(['/coverage/compared']);
    expect(kind({ kind: 'schema', columnsCompared: 0, items: [], ...idle })).toEqual([]);
    const later = { window: { from: at, to: '2026-11-21T08:03:00Z' } };
    const good = { requests: 2, errors: 0, failedTransactions: 0, latency: [{ upToMs: '5', count: 2 }] };
    expect(kind({ kind: 'performance', legacy: good, target: good, ...later })).toEqual(['/window/to']);
  });

  test('everything at once, in words', () => {
    const run = fieldRun(
      at,
      { compared: 99, target: 3 },
      { window: { from: at, to: '2027-01-01T00:00:00Z' }, coverage: full(100, { population: 5 }) },
    );
    const problems = findCountProblems(run, tallyDifferences([]), now);
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/window/to',
      '/coverage/compared',
      '/counts/compared',
      '/coverage/compared',
      '/counts/legacy',
      '/counts/target',
    ]);
    expect(problems[2]?.message).toBe(
      'compared legacy rows are identical + modified + missingInTarget + suspectedLegacy: 100, not 99',
    );
  });
});

test('any run built from its classes adds up, and any count changed alone does not', () => {
  const count = fc.nat(1_000);
  const rows = fc.record({
    identical: count,
    modified: count,
    missingInTarget: count,
    extraInTarget: count,
    duplicateInTarget: count,
    suspectedLegacy: count,
    suspectedTarget: count,
  });
  const names = [
    'legacy',
    'target',
    'compared',
    'identical',
    'modified',
    'missingInTarget',
    'extraInTarget',
    'duplicateInTarget',
    'suspectedLegacy',
    'suspectedTarget',
  ] as const;
  fc.assert(
    fc.property(rows, fc.constantFrom(...names), fc.integer({ min: 1, max: 50 }), (given, name, by) => {
      const run = fieldRun(at, given);
      expect(pointersOf(run)).toEqual([]);
      if (run.kind !== 'field_level') return;
      const changed = { ...run, counts: { ...run.counts, [name]: run.counts[name] + by } };
      expect(pointersOf(changed)).not.toEqual([]);
    }),
  );
});

test('tallies of chunks in any order are the tally of all', () => {
  const one = fc
    .record({
      class: fc.constantFrom('modified' as const, 'missing_in_target' as const),
      state: fc.constantFrom('confirmed' as const, 'suspected' as const),
      money: fc.option(
        fc.integer({ min: -10_000, max: 10_000 }).map((n) => (n / 100).toFixed(2)),
        { nil: undefined },
      ),
    })
    .map((more) => difference(more.class === 'modified' ? { ...more, field: 'amount' } : more));
  fc.assert(
    fc.property(fc.array(fc.array(one, { maxLength: 8 }), { maxLength: 5 }), (chunks) => {
      const whole = tallyDifferences(chunks.flat());
      expect(mergeTallies(chunks.map(tallyDifferences))).toEqual(whole);
      expect(mergeTallies(chunks.map(tallyDifferences).reverse())).toEqual(whole);
    }),
  );
});

test('money of a tally is exact and gross stands beside net', () => {
  const money = (amount: string) => difference({ money: amount });
  const long = '1234567890123456789012345678901234567890.01';
  expect(tallyDifferences([money(long), money(`-${long}`), money('0.10')]).confirmed).toEqual([
    {
      class: 'missing_in_target',
      field: null,
      rows: 3,
      moneyNet: '0.1',
      moneyGross: '2469135780246913578024691357802469135780.12',
    },
  ]);
});
