import { describe, expect, it } from 'vitest';
import type { CheckKind } from '#core/check/kinds.ts';
import { judged, NOW, type Push } from './judged.ts';
import { count, criteria, dataset, declared, field, other, scan } from './plans.ts';

const MINUTE = 60_000;
const item = { item: 'type_changed', column: 'amount', legacy: 'numeric', target: 'float' };
const side = (requests: number, upToMs: string, errors = 0) => ({
  requests,
  errors,
  failedTransactions: errors,
  latency: [{ upToMs, count: requests }],
});

const scenarios = (results: Record<string, string>, ageMs: number) => {
  const listed = Object.entries(results).map(([name, result]) => ({ name, result }));
  return other({ kind: 'scenario', scenarios: listed }, listed.length, {}, ageMs);
};
const totals = (names: Record<string, string>, ageMs: number) => {
  const aggregates = Object.entries(names).map(([name, target]) => ({
    name,
    keys: {},
    legacy: '5',
    target,
    unit: 'EUR',
  }));
  return other({ kind: 'aggregate', aggregates }, aggregates.length, {}, ageMs);
};
const structure = (columnsCompared: number, items: object[], ageMs: number) =>
  other({ kind: 'schema', columnsCompared, items }, columnsCompared, {}, ageMs);
const order = (events: number, violationCount: number, ageMs: number) =>
  other({ kind: 'event_order', events, violations: [], violationCount }, events, {}, ageMs);
const lag = (samples: number, ms: number, ageMs: number) =>
  other({ kind: 'replication_lag', lag: { p50Ms: ms, p95Ms: ms, maxMs: ms, samples } }, samples, {}, ageMs);
const load = (requests: number, upToMs: string, errors: number, ageMs: number) => {
  const both = { legacy: side(requests, '50'), target: side(requests, upToMs, errors) };
  return other({ kind: 'performance', ...both }, requests, {}, ageMs);
};
const sums = (segmentsCompared: number, rows: number, checksums: object[], ageMs: number) =>
  other({ kind: 'checksum', segmentsCompared, rows: { legacy: rows, target: rows }, checksums }, rows, {}, ageMs);

const window = { from: new Date(NOW.getTime() - 3_600_000).toISOString(), to: NOW.toISOString() };
const narrow = (push: Push): Push => ({ ...push, make: (base) => ({ ...push.make(base), window }) });
const failed = [
  count(100, 100, 5 * MINUTE),
  scan({ identical: 90, modified: 10 }, [field('amount', 100, 10)], {}, 4 * MINUTE),
];

type Case = { kinds: CheckKind[]; ask: string[]; runs: Push[]; more?: object; plan?: object };
const cases: Record<string, Case> = {
  'the scenario that failed': {
    kinds: ['scenario'],
    ask: ['scenario'],
    plan: { scenarios: [{ name: 'Refund' }, { name: 'Link' }] },
    runs: [scenarios({ Refund: 'failed', Link: 'passed' }, 4 * MINUTE), scenarios({ Link: 'passed' }, MINUTE)],
  },
  'the total that differs': {
    kinds: ['aggregate'],
    ask: ['open'],
    runs: [totals({ paid: '6', booked: '5' }, 4 * MINUTE), totals({ booked: '5' }, MINUTE)],
  },
  'the column that differs, where the plan declares none': {
    kinds: ['record_count', 'field_level'],
    ask: ['field', 'open'],
    runs: [...failed, scan({ identical: 100 }, [field('note', 100)], {}, MINUTE)],
  },
  'the column that differs, where the plan declares it': {
    kinds: ['record_count', 'field_level'],
    ask: ['field', 'open'],
    more: declared('amount', 'note'),
    runs: [...failed, scan({ identical: 100 }, [field('note', 100)], {}, MINUTE)],
  },
  'most rows': {
    kinds: ['field_level'],
    ask: ['row', 'open'],
    runs: [...failed.slice(1), scan({ identical: 5 }, [field('amount', 5)], {}, MINUTE)],
  },
  'most columns of a structure': {
    kinds: ['schema'],
    ask: ['drift', 'open'],
    runs: [structure(3, [item], 4 * MINUTE), structure(1, [], MINUTE)],
  },
  'most columns of a structure, where the plan declares them': {
    kinds: ['schema'],
    ask: ['drift', 'open'],
    more: declared('amount', 'note'),
    runs: [structure(2, [item], 4 * MINUTE), structure(1, [], MINUTE)],
  },
  'most events': {
    kinds: ['event_order'],
    ask: ['order', 'open'],
    runs: [order(1_000, 3, 4 * MINUTE), order(1, 0, MINUTE)],
  },
  'most samples of the lag': {
    kinds: ['replication_lag'],
    ask: ['lag'],
    runs: [lag(600, 9_000, 4 * MINUTE), lag(58, 10, MINUTE)],
  },
  'most requests': {
    kinds: ['performance'],
    ask: ['peak', 'error', 'failed'],
    runs: [load(10_000, '5000', 5_000, 4 * MINUTE), load(70, '10', 0, MINUTE)],
  },
  'most segments': {
    kinds: ['checksum'],
    ask: ['checksum', 'open'],
    runs: [sums(10, 100, [{ segment: 'a', legacy: '1', target: '2' }], 4 * MINUTE), sums(1, 1, [], MINUTE)],
  },
  'all but an hour of what was counted': {
    kinds: ['record_count'],
    ask: ['count', 'open'],
    runs: [count(100, 90, 4 * MINUTE), narrow(count(5, 5, MINUTE))],
  },
};

describe('a newer run answers nothing of what it leaves out', () => {
  it.each(Object.entries(cases))('%s', async (_, { kinds, ask, runs, more = {}, plan = {} }) => {
    const asking = { datasets: dataset(kinds, more, { slaMs: '400' }), criteria: criteria(...ask), ...plan };
    const found = await judged(asking, runs);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], refused: [] });
    expect(Object.values(found.outcomes)).not.toContain('met');
  });
});

describe('a newer run that looks at as much answers', () => {
  const answers: [string, CheckKind, string, Push[]][] = [
    [
      'violations',
      'event_order',
      'order',
      [order(1_000, 3, 4 * MINUTE), order(10, 0, 2 * MINUTE), order(1_000, 0, MINUTE)],
    ],
    [
      'violations of fewer events',
      'event_order',
      'order',
      [order(1_000, 0, 4 * MINUTE), order(10, 3, 2 * MINUTE), order(10, 0, MINUTE)],
    ],
    ['a structure', 'schema', 'drift', [structure(3, [item], 4 * MINUTE), structure(3, [], MINUTE)]],
    [
      'totals',
      'aggregate',
      'coverage',
      [totals({ paid: '6', booked: '5' }, 4 * MINUTE), totals({ paid: '5', booked: '5' }, MINUTE)],
    ],
  ];
  it.each(answers)('%s', async (_, kind, ask, runs) => {
    const asking = { datasets: dataset(['record_count', 'field_level', kind]), criteria: criteria(ask, 'open') };
    const clean = [count(100, 100, 5 * MINUTE), scan({ identical: 100 }, [field('amount', 100)], {}, 4 * MINUTE)];
    expect(await judged(asking, [...clean, ...runs])).toMatchObject({ verdict: 'go', refused: [] });
    expect(await judged(asking, [...clean, ...runs.toReversed()])).toMatchObject({ verdict: 'go', refused: [] });
  });
});
