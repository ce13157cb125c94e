import { expect, test } from 'vitest';
import { checkKinds } from '#core/check/kinds.ts';
import { type Run, type RunInput, runSchema } from '#core/run/schema.ts';
import { figuresOf } from './figures.ts';
import { findingsOf } from './run-findings.ts';

const at = '2026-11-21T08:00:00Z';
const side = { requests: 5, errors: 1, failedTransactions: 0, latency: [{ upToMs: null, count: 5 }] };
const counts = {
  legacy: 10,
  target: 9,
  compared: 10,
  identical: 7,
  modified: 1,
  missingInTarget: 2,
  extraInTarget: 1,
  duplicateInTarget: 0,
  suspectedLegacy: 0,
  suspectedTarget: 0,
};

const bodies = {
  record_count: { counts: { legacy: 10, target: 9 } },
  checksum: { segmentsCompared: 4, checksums: [{ segment: '1–100', legacy: 'ab', target: 'cd' }] },
  field_level: { counts, fields: [] },
  noise_floor: { counts, fields: [] },
  aggregate: {
    aggregates: [{ name: 'net', keys: { month: '2026-10', shop: null }, legacy: '1.00', target: '1.01', unit: 'EUR' }],
  },
  schema: {
    columnsCompared: 8,
    items: [{ item: 'type_changed', column: 'total', legacy: 'numeric', target: 'float8' }],
  },
  event_order: {
    events: 100,
    violationCount: 1,
    violations: [{ kind: 'out_of_order', partition: 'p1', expected: '4', actual: '5', observedAt: at }],
  },
  replication_lag: { lag: { p50Ms: 1, p95Ms: 2, maxMs: 3, samples: 4 } },
  performance: { legacy: side, target: side },
  scenario: { scenarios: [{ name: 'top links', result: 'failed', message: 'not attributed' }] },
} as const;

function runOf(kind: (typeof checkKinds)[number]): Run {
  const run: unknown = {
    protocol: 1,
    runId: '019aa000-0000-7000-8000-000000000001',
    checkId: '00000000-0000-4000-8000-000000000001',
    window: null,
    asOf: { legacy: { position: null, time: at }, target: { position: null, time: at } },
    lagMs: null,
    coverage: { method: 'full', population: 10, compared: 10 } satisfies RunInput['coverage'],
    tool: { name: 'agent', version: '1', configHash: 'x' },
    durationMs: 1,
    kind,
    ...bodies[kind],
  };
  return runSchema.parse(run);
}

test.each(checkKinds)('a %s run names its figures once each', (kind) => {
  const figures = figuresOf(runOf(kind));
  expect(figures.length).toBeGreaterThan(0);
  expect(new Set(figures.map((figure) => figure.name)).size).toBe(figures.length);
  for (const figure of figures) expect(figure.value).toBeGreaterThanOrEqual(0);
});

test('figures say what was found', () => {
  const value = (kind: (typeof checkKinds)[number], name: string) =>
    figuresOf(runOf(kind)).find((figure) => figure.name === name)?.value;
  expect(value('field_level', 'Missing in target')).toBe(2);
  expect(value('aggregate', 'Totals that differ')).toBe(1);
  expect(value('scenario', 'Failed')).toBe(1);
});

test('findings stand side by side, null stays null', () => {
  expect(findingsOf(runOf('aggregate'))?.findings).toEqual([
    {
      key: 'net · month 2026-10 · shop null',
      what: 'net · month 2026-10 · shop null',
      legacy: '1.00 EUR',
      target: '1.01 EUR',
    },
  ]);
  expect(findingsOf(runOf('schema'))?.findings[0]?.what).toBe('total: type changed');
  expect(findingsOf(runOf('event_order'))?.findings[0]).toMatchObject({ legacy: '4', target: '5' });
  expect(findingsOf(runOf('field_level'))).toBeNull();
});
