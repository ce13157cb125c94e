import type { CheckKind } from '../check/kinds.ts';
import { type Run, type RunInput, runSchema } from '../run/schema.ts';
import { countRun, envelopeAt, fieldRun } from './build-run.ts';

const ROWS = 10_000;

/** What a run says. `doubtful`: nothing wrong is known, and nothing is proven. */
export type Found = 'sound' | 'bad' | 'doubtful' | 'nothing';
export const founds: readonly Found[] = ['sound', 'bad', 'doubtful', 'nothing'];

export type Make = (at: string, n: number, found: Found) => Run;

const other = (at: string, n: number, compared: number, more: object): Run =>
  runSchema.parse({
    ...envelopeAt(at, n),
    coverage: { method: 'full', population: compared, compared },
    ...more,
  } as RunInput);

const fields: Make = (at, n, found) => {
  const rows = {
    sound: { identical: ROWS },
    bad: { identical: ROWS - 200, modified: 200 },
    doubtful: { identical: ROWS - 200, suspectedLegacy: 200, suspectedTarget: 200 },
    nothing: { identical: 0 },
  }[found];
  const differing = found === 'bad' ? '500' : '0';
  const groups =
    found === 'bad'
      ? [
          {
            class: 'modified',
            field: 'amount',
            pattern: { id: 'none', version: 1 },
            rowCount: 200,
            moneyGross: differing,
          },
        ]
      : [];
  return fieldRun(at, rows, found === 'doubtful' ? {} : ({ moneyCompared: '10000', groups } as Partial<RunInput>), n);
};

const events = (at: string, n: number, found: Found, kind: string, good: object, bad: object) =>
  other(at, n, found === 'nothing' ? 0 : 100, { kind, ...(found === 'bad' ? bad : good) });

/** Every kind that criteria read; `noise_floor` is never bad: noise of the legacy side excuses. */
export const makers: readonly { dataset: string; kind: CheckKind; make: Make }[] = [
  ...['payouts', 'clicks'].flatMap((dataset) => [
    { dataset, kind: 'field_level' as const, make: fields },
    {
      dataset,
      kind: 'record_count' as const,
      make: (at: string, n: number, found: Found) =>
        found === 'nothing' ? countRun(at, 0, 0, {}, n) : countRun(at, ROWS, found === 'bad' ? ROWS - 9 : ROWS, {}, n),
    },
    {
      dataset,
      kind: 'checksum' as const,
      make: (at: string, n: number, found: Found) => {
        const differs = [{ segment: 's', legacy: 'a', target: 'b' }];
        return other(at, n, found === 'nothing' ? 0 : 100, {
          kind: 'checksum',
          segmentsCompared: found === 'nothing' ? 0 : 100,
          rows: found === 'nothing' ? { legacy: 0, target: 0 } : { legacy: ROWS, target: ROWS },
          checksums: found === 'bad' ? differs : [],
        });
      },
    },
    {
      dataset,
      kind: 'schema' as const,
      make: (at: string, n: number, found: Found) => {
        const items = [{ item: 'type_changed', column: 'amount', legacy: 'NUMERIC', target: 'float8' }];
        const compared = found === 'nothing' ? 0 : 9;
        return other(at, n, compared, {
          kind: 'schema',
          columnsCompared: compared,
          items: found === 'bad' ? items : [],
        });
      },
    },
  ]),
  {
    dataset: 'payouts',
    kind: 'event_order',
    make: (at, n, found) =>
      events(
        at,
        n,
        found,
        'event_order',
        { events: found === 'nothing' ? 0 : 100, violations: [], violationCount: 0 },
        { events: 100, violations: [], violationCount: 3 },
      ),
  },
  {
    dataset: 'payouts',
    kind: 'replication_lag',
    make: (at, n, found) => {
      const lag = (ms: number, samples = 60) => ({ lag: { p50Ms: ms, p95Ms: ms, maxMs: ms, samples } });
      return events(at, n, found, 'replication_lag', lag(900, found === 'nothing' ? 0 : 60), lag(90_000));
    },
  },
  {
    dataset: 'payouts',
    kind: 'performance',
    make: (at, n, found) => {
      const side = (requests: number, errors: number, upToMs: string) => ({
        requests,
        errors,
        failedTransactions: errors,
        latency: requests === 0 ? [] : [{ upToMs, count: requests }],
      });
      const requests = found === 'nothing' ? 0 : 5_000;
      const from = new Date(Date.parse(at) - 3_600_000).toISOString();
      return other(at, n, requests, {
        kind: 'performance',
        window: { from, to: at },
        legacy: side(requests, 0, '200'),
        target: found === 'bad' ? side(requests, 500, '900') : side(found === 'doubtful' ? 10 : requests, 0, '200'),
      });
    },
  },
  {
    dataset: 'payouts',
    kind: 'noise_floor',
    make: (at, n, found) => {
      const {
        differences: _,
        differencesComplete: __,
        groups: ___,
        moneyCompared: ____,
        ...run
      } = {
        groups: undefined,
        moneyCompared: undefined,
        ...fieldRun(at, { identical: found === 'nothing' ? 0 : ROWS }, {}, n),
      } as Record<string, unknown>;
      return runSchema.parse({ ...run, kind: 'noise_floor' });
    },
  },
];
