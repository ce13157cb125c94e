import { describe, expect, test } from 'vitest';
import { countRun, envelopeAt, fieldRun, performanceRun } from '../testing/build-run.ts';
import { type Run, runSchema } from './schema.ts';
import { findCoverageProblems } from './tie-coverage.ts';

const at = '2026-11-21T08:00:00Z';
const full = (compared: number, more = {}) => ({ method: 'full', population: compared, compared, ...more });
const kind = (coverage: object, body: object): Run => runSchema.parse({ ...envelopeAt(at), coverage, ...body });
const pointersOf = (run: Run) => findCoverageProblems(run).map(({ pointer }) => pointer);

const order = (events: number, compared: number, violations: object[] = []) =>
  kind(full(compared), { kind: 'event_order', events, violations, violationCount: violations.length });
const violation = (what: string) => ({ kind: what, partition: 'p', expected: '1', actual: '2', observedAt: at });
const schema = (columnsCompared: number, compared: number, columns: string[] = []) =>
  kind(full(compared), {
    kind: 'schema',
    columnsCompared,
    items: columns.map((column) => ({ item: 'type_changed', column, legacy: 'int', target: 'text' })),
  });
const checksum = (segmentsCompared: number, compared: number, more: object = {}) =>
  kind(full(compared), { kind: 'checksum', segmentsCompared, checksums: [], ...more });
const rows = (legacy: number, target = legacy) => ({ rows: { legacy, target } });
const segment = (name: string, target: string | null = '2') => ({ segment: name, legacy: '1', target });
const lag = (samples: number, compared: number) =>
  kind(full(compared), { kind: 'replication_lag', lag: { p50Ms: 1, p95Ms: 2, maxMs: 3, samples } });
const scenarios = (many: number, compared: number) =>
  kind(full(compared), {
    kind: 'scenario',
    scenarios: Array.from({ length: many }, (_, i) => ({ name: `s${i}`, result: 'passed' })),
  });
const requests = (legacy: number, target: number, compared: number) =>
  runSchema.parse({ ...performanceRun('2026-11-21T07:00:00Z', at, legacy, '5', target), coverage: full(compared) });
const counts = (legacy: number, target: number, coverage: object) =>
  runSchema.parse({ ...countRun(at, legacy, target), coverage });

describe('how much was looked at is said twice, and must fit', () => {
  test.each<[string, Run, string[]]>([
    ['events beyond coverage', order(1_000, 5), ['/events']],
    ['more coverage than events', order(5, 1_000), []],
    [
      'events that came twice, and were not looked at',
      order(
        1,
        1,
        [1, 2].map(() => violation('duplicate')),
      ),
      ['/events'],
    ],
    [
      'events that are missing',
      order(
        1,
        1,
        [1, 2].map(() => violation('missing')),
      ),
      [],
    ],
    ['columns beyond coverage', schema(3, 1), ['/columnsCompared']],
    ['rows as coverage of columns', schema(3, 1_000), []],
    ['columns that changed and were not compared', schema(1, 1, ['a', 'b']), ['/columnsCompared']],
    ['samples beyond coverage', lag(59, 1), ['/lag/samples']],
    ['samples', lag(59, 59), []],
    ['scenarios beyond coverage', scenarios(2, 1), ['/scenarios']],
    ['requests beyond coverage', requests(1_000, 1_000, 5), ['/target/requests']],
    ['requests of legacy as coverage', requests(1_000, 1_003, 1_000), []],
    ['requests of the target as coverage', requests(1_000, 90, 90), []],
    ['no requests on the target', requests(1_000, 0, 0), []],
    ['more segments than rows', checksum(1_000_000, 1_000, rows(1_000)), ['/segmentsCompared', '/segmentsCompared']],
    ['more segments than rows, as coverage', checksum(1_000_000, 1_000_000, rows(1_000)), ['/segmentsCompared']],
    ['a segment for each row', checksum(1_000, 1_000, rows(1_000)), []],
    [
      'segments that only one side has',
      checksum(2, 2, { ...rows(1), checksums: [segment('a', null), segment('b')] }),
      [],
    ],
    ['empty segments of an empty table', checksum(10, 0, rows(0)), []],
    ['coverage below rows and no segments either', checksum(5, 10, rows(1_000)), ['/coverage/compared']],
    ['coverage in segments', checksum(10, 10, rows(1_000)), []],
    ['a segment twice', checksum(3, 100, { checksums: [segment('a'), segment('a')] }), ['/checksums/1/segment']],
    ['counts beyond coverage', counts(1_000, 1_000, full(5)), ['/coverage/compared']],
    ['coverage beyond counts', counts(5, 5, full(1_000)), ['/coverage/compared']],
    ['coverage of the smaller side, the larger, and both', counts(9, 4, full(4)), []],
    ['of both', counts(9, 4, full(13)), []],
    ['counts of skipped chunks', counts(9, 9, full(4, { skippedChunks: 1 })), []],
    [
      'a sample of fewer than there are',
      fieldRun(
        at,
        { legacy: 900 },
        {
          coverage: { method: 'sample', population: 100, compared: 100 },
        },
      ),
      ['/coverage/population'],
    ],
  ])('%s', (_, run, pointers) => {
    expect(pointersOf(run)).toEqual(pointers);
  });

  test('in words that say what to do', () => {
    expect(findCoverageProblems(order(1_000, 5))[0]?.message).toBe(
      'says 1,000 events, but /coverage/compared says that 5 were looked at: send the real number in both',
    );
  });
});
