import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateCriterion } from '../criteria/registry.ts';
import type { DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { standardCriteria } from '../plan/standard-criteria.ts';
import type { Run } from '../run/schema.ts';
import { buildEvidence, type CheckSpec, type EvidenceSpec, idOf } from '../testing/build-evidence.ts';
import { countRun, fieldRun, performanceRun, sampleRun } from '../testing/build-run.ts';
import { addDays } from '../time/day.ts';
import { isoOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import { decide } from './decide.ts';
import type { Verdict } from './schema.ts';

/** So many rows that a draw of them is as good as one with putting back. */
const MANY = 1_000_000_000;

/** Seven days for the streak, so that whole histories stay small; everything else is standard. */
const criteria = standardCriteria.map((definition, i) => ({
  id: `00000000-0000-7000-8000-00000000000${i}`,
  definition: definition.metric === 'critical_free_streak' ? { ...definition, threshold: '7' } : definition,
}));
const first = '2026-11-10';
const DAYS = 8;
const now = new Date(`${addDays(first, DAYS)}T12:30:00Z`);
const names = ['payouts', 'clicks'];

function verdictOf(evidence: Evidence, at = now): Verdict {
  const judged = criteria.map(({ id, definition }) => ({
    id,
    definition,
    result: evaluateCriterion(definition, evidence, at),
    since: null,
  }));
  return decide(judged).verdict;
}

const noonOf = (i: number) => `${addDays(first, i)}T11:00:00Z`;
/** A history in which everything is right: the day's runs, one an hour before noon, the last of them an hour ago. */
function soundChecks(): CheckSpec[] {
  const days = Array.from({ length: DAYS + 1 }, (_, i) => i);
  return [
    ...names.flatMap((dataset): CheckSpec[] => [
      { dataset, kind: 'field_level', runs: days.map((i) => fieldRun(noonOf(i), { identical: 10_000 }, {}, i)) },
      { dataset, kind: 'record_count', runs: days.map((i) => countRun(noonOf(i), 10_000, 10_000, {}, i)) },
    ]),
    {
      dataset: 'payouts',
      kind: 'performance',
      tolerances: { slaMs: '400' },
      runs: days.map((i) => performanceRun(`${addDays(first, i)}T10:00:00Z`, noonOf(i), 1_000, '300', 1_000, i)),
    },
  ];
}
const given = (checks: CheckSpec[], spans: DiscrepancySpan[] = []): EvidenceSpec => ({
  datasets: names.map((name) => ({ name, criticality: 'critical' })),
  checks,
  spans,
  startedAt: `${first}T00:00:00Z`,
});
const sound = soundChecks();

test('a sound history is go, and no longer once the agent is silent', () => {
  const evidence = buildEvidence(given(sound));
  expect(verdictOf(evidence)).toBe('go');
  expect(verdictOf(evidence, new Date(now.getTime() + 23.5 * HOUR_MS))).toBe('go');
  expect(verdictOf(evidence, new Date(now.getTime() + 23.5 * HOUR_MS + 1))).toBe('no_go');
});

describe('each way of breaking it is no-go', () => {
  const later = `${addDays(first, DAYS)}T11:30:00Z`;
  const withRun = (dataset: string, kind: CheckSpec['kind'], run: Run) =>
    sound.map((check) =>
      check.dataset === dataset && check.kind === kind ? { ...check, runs: [...(check.runs ?? []), run] } : check,
    );
  const fields = (rows: object, more = {}) => fieldRun(later, rows, more, 99);
  test.each<[string, CheckSpec[]]>([
    ['an empty run', withRun('clicks', 'field_level', fields({ identical: 0 }))],
    ['0 rows counted', withRun('clicks', 'record_count', countRun(later, 0, 0, {}, 99))],
    [
      'no denominator',
      withRun('clicks', 'field_level', fields({}, { fields: [{ name: 'amount', compared: 0, matching: 0 }] })),
    ],
    ['a sample too small', withRun('clicks', 'field_level', sampleRun(later, { identical: 2_994 }, MANY, null, 99))],
    [
      'skipped chunks',
      withRun(
        'clicks',
        'field_level',
        fields({}, { coverage: { method: 'full', population: 200, compared: 100, skippedChunks: 1 } }),
      ),
    ],
    ['rows that differ', withRun('clicks', 'field_level', fields({ identical: 1_998, modified: 2 }))],
    ['a row too few', withRun('clicks', 'record_count', countRun(later, 10_000, 9_999, {}, 99))],
    [
      'suspected rows of a critical dataset',
      withRun('clicks', 'field_level', fields({ identical: 10_000, suspectedLegacy: 1 })),
    ],
    ['a check that is gone', sound.filter(({ dataset, kind }) => !(dataset === 'clicks' && kind === 'field_level'))],
    ['a check that never ran', sound.map((check) => (check.kind === 'record_count' ? { ...check, runs: [] } : check))],
    [
      'a slow hour at peak',
      withRun(
        'payouts',
        'performance',
        performanceRun(`${addDays(first, DAYS)}T11:00:00Z`, later, 1_000, '401', 1_000, 99),
      ),
    ],
    [
      'a day without evidence and the next',
      sound.map((check) => ({ ...check, runs: (check.runs ?? []).filter((_, i) => i < 4 || i > 6) })),
    ],
    ['no check at all', []],
  ])('%s', (_, checks) => {
    expect(verdictOf(buildEvidence(given(checks)))).toBe('no_go');
  });

  test('a dataset that nobody compares', () => {
    const evidence = buildEvidence(given(sound));
    const [known] = evidence.datasets;
    if (!known) throw new Error('no dataset');
    expect(
      verdictOf({ ...evidence, datasets: [...evidence.datasets, { ...known, id: idOf('new'), name: 'new' }] }),
    ).toBe('no_go');
    expect(verdictOf({ ...evidence, datasets: [] })).toBe('no_go');
  });

  test('a critical discrepancy, open or of a day in the streak', () => {
    const span = (to: string | null): DiscrepancySpan => ({
      discrepancyId: 'x',
      number: 1,
      title: 't',
      datasetId: idOf('payouts'),
      severity: 'critical',
      from: noonOf(4),
      to,
    });
    expect(verdictOf(buildEvidence(given(sound, [span(null)])))).toBe('no_go');
    expect(verdictOf(buildEvidence(given(sound, [span(noonOf(5))])))).toBe('no_go');
    expect(verdictOf(buildEvidence(given(sound, [{ ...span(null), severity: 'minor' }])))).toBe('go');
  });
});

/** Histories that are go or nearly so: a few runs differ, are missing or came late. */
const flawedRun = (i: number, dataset: number) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(fieldRun(noonOf(i), { identical: 10_000 }, {}, i * 10 + dataset)) },
    {
      weight: 1,
      arbitrary: fc.constant(fieldRun(noonOf(i), { identical: 10_000, modified: 3 }, {}, i * 10 + dataset)),
    },
    {
      weight: 1,
      arbitrary: fc.constant(fieldRun(noonOf(i), { identical: 9_000, modified: 1_000 }, {}, i * 10 + dataset)),
    },
    {
      weight: 1,
      arbitrary: fc.constant(fieldRun(noonOf(i), { identical: 10_000, suspectedLegacy: 5 }, {}, i * 10 + dataset)),
    },
    { weight: 1, arbitrary: fc.constant(sampleRun(noonOf(i), { identical: 4_000 }, null, null, i * 10 + dataset)) },
    { weight: 1, arbitrary: fc.constant(fieldRun(noonOf(i), { identical: 0 }, {}, i * 10 + dataset)) },
  );
const histories = fc.tuple(
  ...names.map((_, d) => fc.tuple(...Array.from({ length: DAYS + 1 }, (__, i) => flawedRun(i, d)))),
);
const withFieldRuns = (runs: readonly (readonly Run[])[]) =>
  sound.map((check) =>
    check.kind === 'field_level' ? { ...check, runs: runs[names.indexOf(check.dataset)] ?? [] } : check,
  );
const rank = { no_go: 0, conditional_go: 1, go: 2 } as const;

test('missing evidence never makes a verdict better', () => {
  fc.assert(
    fc.property(histories, fc.nat(names.length - 1), fc.nat(DAYS), (runs, dataset, day) => {
      const without = runs.map((all, d) => (d === dataset ? all.filter((_, i) => i !== day) : all));
      const before = verdictOf(buildEvidence(given(withFieldRuns(runs))));
      const after = verdictOf(buildEvidence(given(withFieldRuns(without))));
      expect(rank[after]).toBeLessThanOrEqual(rank[before]);
      if (day === DAYS) expect(after).toBe('no_go');
    }),
    { numRuns: 300 },
  );
});

test('worse evidence never makes a verdict better', () => {
  fc.assert(
    fc.property(histories, fc.nat(names.length - 1), fc.integer({ min: 1, max: 5_000 }), (runs, dataset, modified) => {
      const at = `${addDays(first, DAYS)}T11:00:01Z`;
      const worse = runs.map((all, d) => {
        const newest = all[DAYS];
        if (d !== dataset || newest?.kind !== 'field_level') return all;
        const { identical } = newest.counts;
        const rows = {
          ...newest.counts,
          identical: Math.max(0, identical - modified),
          modified: newest.counts.modified + Math.min(identical, modified),
        };
        const { suspectedLegacy, missingInTarget } = rows;
        const again = { identical: rows.identical, modified: rows.modified, suspectedLegacy, missingInTarget };
        const { coverage } = newest;
        return [
          ...all,
          coverage.method === 'sample' ? sampleRun(at, again, MANY, null, 500) : fieldRun(at, again, {}, 500),
        ];
      });
      const before = verdictOf(buildEvidence(given(withFieldRuns(runs))));
      const after = verdictOf(buildEvidence(given(withFieldRuns(worse))));
      expect(rank[after]).toBeLessThanOrEqual(rank[before]);
    }),
    { numRuns: 300 },
  );
});

test('an open critical discrepancy never makes a verdict better', () => {
  fc.assert(
    fc.property(histories, fc.nat(DAYS * 24), fc.option(fc.nat(48)), (runs, fromHour, hours) => {
      const from = Date.parse(`${first}T00:00:00Z`) + fromHour * HOUR_MS;
      const span: DiscrepancySpan = {
        discrepancyId: 'x',
        number: 1,
        title: 't',
        datasetId: idOf('clicks'),
        severity: 'critical',
        from: isoOf(from),
        to: hours === null ? null : isoOf(from + hours * HOUR_MS),
      };
      const before = verdictOf(buildEvidence(given(withFieldRuns(runs))));
      const after = verdictOf(buildEvidence(given(withFieldRuns(runs), [span])));
      expect(rank[after]).toBeLessThanOrEqual(rank[before]);
    }),
    { numRuns: 200 },
  );
});

test('the order of arrival never changes what is said', () => {
  const shuffled = histories.chain((runs) =>
    fc.tuple(
      fc.constant(runs),
      fc.tuple(...runs.map((all) => fc.shuffledSubarray([...all], { minLength: all.length }))),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([runs, other]) => {
      const say = (all: readonly (readonly Run[])[]) => {
        const evidence = buildEvidence(given(withFieldRuns(all)));
        return criteria.map(({ definition }) => evaluateCriterion(definition, evidence, now));
      };
      expect(say(other)).toEqual(say(runs));
    }),
    { numRuns: 100 },
  );
});
