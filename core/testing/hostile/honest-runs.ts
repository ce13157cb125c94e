import type { CheckKind } from '../../check/kinds.ts';
import type { RunInput } from '../../run/schema.ts';
import { envelopeAt } from '../build-run.ts';

/** What is really so in the two systems that the runs are about. */
export type World = {
  rows: number;
  /** Non-key columns, all declared. The first one is the money column. */
  columns: readonly string[];
  segments: number;
  requests: number;
  /** How many things are wrong in each of these places; 0: the copy is whole. */
  defects: number;
};

/** `defect`: the kind of check that finds it, null where nothing is wrong. */
export type Defect =
  | 'modified'
  | 'missing'
  | 'checksum'
  | 'aggregate'
  | 'schema'
  | 'order'
  | 'lag'
  | 'slow'
  | 'scenario';
export const defects = [
  ...(['modified', 'missing', 'checksum', 'aggregate'] as const),
  ...(['schema', 'order', 'lag', 'slow', 'scenario'] as const),
] as const;

export const kinds = [
  ...(['record_count', 'checksum', 'field_level', 'aggregate', 'schema'] as const),
  ...(['event_order', 'replication_lag', 'performance', 'scenario', 'noise_floor'] as const),
] as const satisfies readonly CheckKind[];

/** A run as an agent writes it, loosely typed: whatever stands in it is going to be changed. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type RunJson = { [name: string]: Json };

/** What an honest agent sends of a world. */
export function honestRun(kind: CheckKind, world: World, defect: Defect | null, at: string, n: number): RunJson {
  const { compared, ...body } = bodyOf(kind, world, defect, at);
  const run = { ...envelopeAt(at, n), kind, lagMs: 0, coverage: coverageOf(compared), ...body };
  return JSON.parse(JSON.stringify(run));
}

const coverageOf = (compared: number) => ({
  method: 'full',
  population: compared,
  compared,
  skippedChunks: 0,
  seed: null,
});

type Body = { compared: number } & Partial<RunInput>;

function bodyOf(kind: CheckKind, world: World, defect: Defect | null, at: string): Body {
  const { rows, segments, requests } = world;
  switch (kind) {
    case 'record_count':
      return { compared: rows, counts: { legacy: rows, target: rows - lostOf(world, defect) } };
    case 'field_level':
      return { compared: rows, ...rowsOf(world, defect) };
    case 'noise_floor': {
      const { moneyCompared: _, groups: __, ...own } = rowsOf(world, null);
      return { compared: rows, ...own };
    }
    case 'checksum': {
      const differ = defect === 'checksum' || defect === 'modified' || defect === 'missing';
      const checksums = differ ? [{ segment: 's1', legacy: 'a', target: 'b' }] : [];
      return { compared: rows, segmentsCompared: segments, checksums };
    }
    case 'aggregate': {
      const target = defect === 'aggregate' ? '1.25' : '12.25';
      const aggregates = ['total', 'tax'].map((name) => ({
        name,
        keys: { month: '2' },
        legacy: '12.25',
        target,
        unit: 'EUR',
      }));
      return { compared: 2, aggregates };
    }
    case 'schema': {
      const item = {
        item: 'type_changed' as const,
        column: world.columns[0] ?? '',
        legacy: 'NUMERIC',
        target: 'float8',
      };
      return {
        compared: world.columns.length + 1,
        columnsCompared: world.columns.length + 1,
        items: defect === 'schema' ? [item] : [],
      };
    }
    case 'event_order': {
      const violation = { kind: 'missing' as const, partition: 'p', expected: '7', actual: null, observedAt: at };
      const violations = defect === 'order' ? [violation] : [];
      return { compared: rows, events: rows, violations, violationCount: violations.length };
    }
    case 'replication_lag': {
      const ms = defect === 'lag' ? 90_000 : 900;
      return { compared: 600, lag: { p50Ms: ms, p95Ms: ms + 9, maxMs: ms + 99, samples: 600 } };
    }
    case 'performance': {
      const from = new Date(Date.parse(at) - 3_600_000).toISOString();
      const slow = defect === 'slow' ? Math.ceil(requests / 10) : 0;
      const side = (late: number) => ({
        requests,
        errors: late,
        failedTransactions: late,
        latency: [
          { upToMs: '200', count: requests - late },
          { upToMs: '900', count: late },
        ],
      });
      return { compared: requests, window: { from, to: at }, legacy: side(0), target: side(slow) };
    }
    case 'scenario': {
      const link = { name: 'Link', result: defect === 'scenario' ? ('failed' as const) : ('passed' as const) };
      return { compared: 2, scenarios: [{ name: 'Refund', result: 'passed' }, link] };
    }
  }
}

const lostOf = ({ defects: many }: World, defect: Defect | null) => (defect === 'missing' ? many : 0);

function rowsOf(world: World, defect: Defect | null) {
  const { rows, columns, defects: many } = world;
  const missing = lostOf(world, defect);
  const modified = defect === 'modified' ? many : 0;
  const counts = {
    legacy: rows,
    target: rows - missing,
    compared: rows,
    identical: rows - missing - modified,
    modified,
    missingInTarget: missing,
    extraInTarget: 0,
    duplicateInTarget: 0,
    suspectedLegacy: 0,
    suspectedTarget: 0,
  };
  const paired = rows - missing;
  const money = { moneyNet: `-${many}.50`, moneyGross: `${many}.50` };
  const pattern = { id: 'none', version: 1 };
  const groups = [
    ...(modified > 0
      ? [{ class: 'modified' as const, field: columns[0] ?? '', pattern, rowCount: modified, ...money }]
      : []),
    ...(missing > 0
      ? [{ class: 'missing_in_target' as const, field: null, pattern, rowCount: missing, ...money }]
      : []),
  ];
  return {
    counts,
    fields: columns.map((name, i) => ({ name, compared: paired, matching: paired - (i === 0 ? modified : 0) })),
    columns: ['id', ...columns].map((name) => ({ name, legacyType: 'TEXT', targetType: 'text' })),
    pairedBy: ['id'],
    groups,
    moneyCompared: `${rows}.00`,
  };
}
