import { expect, test } from 'vitest';
import { countRun, envelopeAt, fieldRun, performanceRun, sampleRun } from '../testing/build-run.ts';
import { describeRun } from './describe-run.ts';
import { judgeRun } from './judge-run.ts';
import type { JudgeBy } from './run-kind.ts';
import { type Run, runSchema } from './schema.ts';

const at = '2026-11-21T08:00:00Z';
const exact: JudgeBy = { mayBeEmpty: false, tolerances: {} };
const mayBeEmpty = { ...exact, mayBeEmpty: true };
const within = (tolerances: JudgeBy['tolerances']) => ({ ...exact, tolerances });
const covering = (compared: number, skippedChunks = 0) => ({
  coverage: { method: 'full' as const, population: compared + skippedChunks, compared, skippedChunks },
});
const other = (body: object, compared = 3) => runSchema.parse({ ...envelopeAt(at), ...covering(compared), ...body });
const nothing = { identical: 0 };

const total = (legacy: string | null, target: string | null) =>
  other({ kind: 'aggregate', aggregates: [{ name: 'sum', keys: {}, legacy, target, unit: 'EUR' }] });
const scenarios = (...results: string[]) =>
  other({ kind: 'scenario', scenarios: results.map((result, i) => ({ name: `s${i}`, result })) });
const segments = (legacy: string | null, target: string | null, segmentsCompared = 4) =>
  other({ kind: 'checksum', segmentsCompared, checksums: [{ segment: 'a', legacy, target }] });
const alone = [
  { column: 'gone', side: 'legacy' as const },
  { column: 'fresh', side: 'target' as const },
];
const lag = (p95Ms: number, samples = 59) =>
  other({ kind: 'replication_lag', lag: { p50Ms: 1, p95Ms, maxMs: 9_000, samples } });
const events = (count: number, violationCount = 0) =>
  other({ kind: 'event_order', events: count, violations: [], violationCount }, count);
const item = { item: 'type_changed', column: 'total', legacy: 'numeric', target: 'double precision' };

test.each<[string, Run, JudgeBy, string, string]>([
  ['rows that match', fieldRun(at, { identical: 12_310 }), exact, 'match', '12,310 rows, all match'],
  ['one modified', fieldRun(at, { identical: 8_199, modified: 41 }), exact, 'mismatch', '41 of 8,240 rows differ'],
  ['one missing', fieldRun(at, { missingInTarget: 1 }), exact, 'mismatch', '1 of 101 rows differ'],
  ['one extra', fieldRun(at, { extraInTarget: 1 }), exact, 'mismatch', '1 of 101 rows differ'],
  ['one duplicate', fieldRun(at, { duplicateInTarget: 1 }), exact, 'mismatch', '1 of 101 rows differ'],
  [
    'columns of one side',
    runSchema.parse({ ...fieldRun(at, { identical: 2 }), notCompared: alone }),
    exact,
    'inconclusive',
    '2 rows match; not compared: gone (legacy only) and fresh (target only)',
  ],
  [
    'columns of one side and a difference',
    runSchema.parse({ ...fieldRun(at, { identical: 2, modified: 1 }), notCompared: alone }),
    exact,
    'mismatch',
    '1 of 3 rows differ; not compared: gone (legacy only) and fresh (target only)',
  ],
  [
    'checksums without a column',
    other({ kind: 'checksum', segmentsCompared: 4, checksums: [], notCompared: alone.slice(0, 1) }),
    exact,
    'inconclusive',
    '4 segments match; not compared: gone (legacy only)',
  ],
  ['suspected only', fieldRun(at, { suspectedLegacy: 2 }), exact, 'inconclusive', '102 rows, none differ, 2 suspected'],
  [
    'suspected and confirmed',
    fieldRun(at, { modified: 1, suspectedTarget: 1 }),
    exact,
    'mismatch',
    '1 of 101 rows differ, 1 suspected',
  ],
  ['nothing compared', fieldRun(at, nothing), exact, 'not_evaluated', 'no rows compared'],
  ['nothing compared, as may be', fieldRun(at, nothing), mayBeEmpty, 'match', 'no rows compared'],
  [
    'nothing on the legacy side',
    fieldRun(at, { ...nothing, extraInTarget: 2 }),
    mayBeEmpty,
    'mismatch',
    '2 of 2 rows differ',
  ],
  [
    'nothing of something',
    fieldRun(
      at,
      { ...nothing, legacy: 10, target: 10 },
      { coverage: { method: 'full', population: 10, compared: 0, skippedChunks: 1 } },
    ),
    mayBeEmpty,
    'not_evaluated',
    'no rows compared, 1 chunk skipped',
  ],
  [
    'skipped chunks',
    fieldRun(at, {}, covering(100, 2)),
    exact,
    'inconclusive',
    '100 rows, all match, 2 chunks skipped',
  ],
  [
    'skipped chunks beside a difference',
    fieldRun(at, { modified: 1 }, covering(101, 2)),
    exact,
    'mismatch',
    '1 of 101 rows differ, 2 chunks skipped',
  ],
  ['a clean sample', sampleRun(at, { identical: 50 }, 1_000), exact, 'match', '50 sampled rows, all match'],
  [
    'a failure',
    fieldRun(at, {}, { failure: { message: 'no connection' } }),
    exact,
    'not_evaluated',
    'could not compare: no connection',
  ],
  ['equal counts', countRun(at, 8_240, 8_240), exact, 'match', '8,240 rows on both sides'],
  [
    'fewer in the target',
    countRun(at, 8_240, 8_237),
    exact,
    'mismatch',
    '8,240 and 8,237 rows: 3 missing in the target',
  ],
  [
    'more in the target',
    countRun(at, 0, 2, covering(0)),
    mayBeEmpty,
    'mismatch',
    '0 and 2 rows: 2 too many in the target',
  ],
  [
    'equal counts of sides read hours apart',
    {
      ...countRun(at, 8, 8),
      asOf: { legacy: { position: null, time: '2026-11-21T05:00:00Z' }, target: { position: null, time: at } },
    },
    exact,
    'inconclusive',
    '8 rows on both sides',
  ],
  [
    'equal counts of sides that lag lets be apart',
    {
      ...countRun(at, 8, 8),
      asOf: { legacy: { position: null, time: '2026-11-21T05:00:00Z' }, target: { position: null, time: at } },
    },
    { ...exact, lagMs: 10_800_000 },
    'match',
    '8 rows on both sides',
  ],
  ['two empty sides', countRun(at, 0, 0), exact, 'not_evaluated', '0 rows on both sides'],
  ['two sides that may be empty', countRun(at, 0, 0), mayBeEmpty, 'match', '0 rows on both sides'],
  ['counts of nothing compared', countRun(at, 5, 5, covering(0)), mayBeEmpty, 'not_evaluated', '5 rows on both sides'],
  ['a segment that differs', segments('1', '2'), exact, 'mismatch', '1 of 4 segments differ'],
  ['a segment of one side', segments('1', null), exact, 'mismatch', '1 of 4 segments differ'],
  ['a segment listed though equal', segments('1', '1'), exact, 'match', '4 segments, all match'],
  [
    'no segment',
    other({ kind: 'checksum', segmentsCompared: 0, checksums: [] }),
    exact,
    'not_evaluated',
    'no segments compared',
  ],
  ['totals equal as numbers', total('10.50', '10.5'), exact, 'match', '1 total compared'],
  ['totals apart', total('10.50', '10.51'), exact, 'mismatch', '1 total compared'],
  ['a total of one side', total('10.50', null), exact, 'mismatch', '1 total compared'],
  [
    'a total of neither beside one that matches',
    other({
      kind: 'aggregate',
      aggregates: [
        { name: 'sum', keys: {}, legacy: '1', target: '1', unit: 'EUR' },
        { name: 'max', keys: {}, legacy: null, target: null, unit: 'EUR' },
      ],
    }),
    exact,
    'inconclusive',
    '2 totals compared',
  ],
  ['a total of neither', total(null, null), exact, 'not_evaluated', '1 total compared'],
  [
    'a changed type',
    other({ kind: 'schema', columnsCompared: 9, items: [item] }),
    exact,
    'mismatch',
    '1 finding in 9 columns',
  ],
  [
    'the same columns',
    other({ kind: 'schema', columnsCompared: 9, items: [] }),
    exact,
    'match',
    '9 columns, all match',
  ],
  [
    'no column',
    other({ kind: 'schema', columnsCompared: 0, items: [] }),
    mayBeEmpty,
    'not_evaluated',
    '0 columns, all match',
  ],
  ['events in order', events(40), exact, 'match', '40 events, all in order'],
  ['events out of order', events(40, 2), exact, 'mismatch', '2 violations in 40 events'],
  ['no event', events(0), exact, 'not_evaluated', '0 events, all in order'],
  ['lag below its limit', lag(500), within({ lagLimitMs: 500 }), 'match', 'lag 500 ms at p95'],
  ['lag above its limit', lag(501), within({ lagLimitMs: 500 }), 'mismatch', 'lag 501 ms at p95'],
  ['lag without a limit', lag(501), exact, 'match', 'lag 501 ms at p95'],
  ['lag of few samples', lag(500, 58), within({ lagLimitMs: 500 }), 'inconclusive', 'lag 500 ms at p95'],
  ['lag of one sample, above its limit', lag(501, 1), within({ lagLimitMs: 500 }), 'mismatch', 'lag 501 ms at p95'],
  [
    'one request within the SLA',
    performanceRun('2026-11-21T07:00:00Z', at, 1, '50'),
    within({ slaMs: '400' }),
    'inconclusive',
    '1 request on the target, p95 50 ms',
  ],
  [
    'one request beyond it',
    performanceRun('2026-11-21T07:00:00Z', at, 1, '500'),
    within({ slaMs: '400' }),
    'mismatch',
    '1 request on the target, p95 500 ms',
  ],
  ['lag never measured', lag(1, 0), exact, 'not_evaluated', 'nothing measured'],
  [
    'within the SLA',
    performanceRun('2026-11-21T07:00:00Z', at, 900, '400'),
    within({ slaMs: '400' }),
    'match',
    '900 requests on the target, p95 400 ms',
  ],
  [
    'beyond the SLA',
    performanceRun('2026-11-21T07:00:00Z', at, 900, '401'),
    within({ slaMs: '400.5' }),
    'mismatch',
    '900 requests on the target, p95 401 ms',
  ],
  [
    'nothing on the target',
    performanceRun('2026-11-21T07:00:00Z', at, 900, '1', 0),
    within({ slaMs: '400' }),
    'not_evaluated',
    'no requests on the target',
  ],
  ['scenarios passed', scenarios('passed', 'passed'), exact, 'match', '2 of 2 scenarios passed'],
  ['a scenario skipped', scenarios('passed', 'skipped'), exact, 'inconclusive', '1 of 2 scenarios passed'],
  ['all scenarios skipped', scenarios('skipped'), exact, 'not_evaluated', '0 of 1 scenario passed'],
  ['a scenario failed', scenarios('passed', 'failed', 'skipped'), exact, 'mismatch', '1 of 3 scenarios passed'],
])('%s', (_, run, by, verdict, text) => {
  expect([judgeRun(run, by), describeRun(run)]).toEqual([verdict, text]);
});
