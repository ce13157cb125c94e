import type { RunInput, RunOf } from '#core/run/schema.ts';
import { newId } from '../new-id.ts';

/**
 * Runs as an agent would send them, sound unless stated otherwise. Every one is read in full at `at`, has an id of its own, and
 * names the check it is given.
 */
export type Base = { checkId: string; at: Date | string; runId?: string };

const iso = (time: Date | string) => new Date(time).toISOString();

function envelope({ checkId, at, runId = newId() }: Base, compared: number) {
  const side = { position: null, time: iso(at) };
  return {
    protocol: 1 as const,
    runId,
    checkId,
    window: null,
    asOf: { legacy: side, target: side },
    lagMs: 0,
    coverage: { method: 'full' as const, population: compared, compared },
    tool: { name: 'test-agent', version: '1.0.0', configHash: 'none' },
    durationMs: 1_200,
  };
}

type Input<K extends RunInput['kind']> = Extract<RunInput, { kind: K }>;

export function countRun(base: Base, legacy = 100, target = legacy): Input<'record_count'> {
  return { ...envelope(base, legacy), kind: 'record_count', counts: { legacy, target } };
}

export function checksumRun(base: Base, differing = 0, rows = 100): Input<'checksum'> {
  const checksums = Array.from({ length: differing }, (_, i) => ({ segment: `s${i}`, legacy: 'a', target: 'b' }));
  return {
    ...envelope(base, rows),
    kind: 'checksum',
    segmentsCompared: Math.min(10, rows),
    rows: { legacy: rows, target: rows },
    checksums,
  };
}

export function schemaRun(base: Base, items: Input<'schema'>['items'] = []): Input<'schema'> {
  return { ...envelope(base, 2), kind: 'schema', columnsCompared: 2, items };
}

type Found = { rows: number; amount: number; missing: number; extra: number; suspected: number };

/** Rows of a table with the column `amount`, in which so many differ, and `others` that match; so many are missing, extra or suspected. */
export function fieldRun(base: Base, given: Partial<Found> = {}, others: readonly string[] = []): Input<'field_level'> {
  const { rows = 100, amount = 0, missing = 0, extra = 0, suspected = 0 } = given;
  const identical = rows - amount - missing - suspected;
  const counts: RunOf<'field_level'>['counts'] = {
    legacy: rows,
    target: rows - missing + extra,
    compared: rows,
    identical,
    modified: amount,
    missingInTarget: missing,
    extraInTarget: extra,
    duplicateInTarget: 0,
    suspectedLegacy: suspected,
    suspectedTarget: suspected,
  };
  return {
    ...envelope(base, rows),
    kind: 'field_level',
    counts,
    fields: [
      { name: 'amount', compared: identical + amount, matching: identical },
      ...others.map((name) => ({ name, compared: identical + amount, matching: identical + amount })),
    ],
    pairedBy: ['id'],
    columns: [
      { name: 'id', legacyType: 'INTEGER', targetType: 'integer' },
      { name: 'amount', legacyType: 'NUMERIC', targetType: 'numeric(12,2)' },
    ],
    differences: [...modified(base, amount), ...missingRows(base, amount, missing)],
  };
}

export function modified({ at }: Pick<Base, 'at'>, count: number): NonNullable<Input<'field_level'>['differences']> {
  return Array.from({ length: count }, (_, i) => ({
    class: 'modified' as const,
    state: 'confirmed' as const,
    key: { id: { value: String(i + 1) } },
    field: 'amount',
    legacy: { value: '10.00' },
    target: { value: '10.01' },
    money: '0.01',
    observedAt: iso(at),
  }));
}

function missingRows({ at }: Base, first: number, count: number): NonNullable<Input<'field_level'>['differences']> {
  return Array.from({ length: count }, (_, i) => ({
    class: 'missing_in_target' as const,
    state: 'confirmed' as const,
    key: { id: { value: String(first + i + 1) } },
    observedAt: iso(at),
  }));
}

export function performanceRun(
  base: Base & { from: Date | string },
  requests: number,
  ms = '50',
): Input<'performance'> {
  const side = { requests, errors: 0, failedTransactions: 0, latency: [{ upToMs: ms, count: requests }] };
  return {
    ...envelope(base, requests),
    kind: 'performance',
    window: { from: iso(base.from), to: iso(base.at) },
    legacy: side,
    target: side,
  };
}

export function lagRun(base: Base, p95Ms: number): Input<'replication_lag'> {
  return { ...envelope(base, 60), kind: 'replication_lag', lag: { p50Ms: p95Ms, p95Ms, maxMs: p95Ms, samples: 60 } };
}

export function scenarioRun(base: Base, scenarios: RunOf<'scenario'>['scenarios']): Input<'scenario'> {
  return { ...envelope(base, scenarios.length), kind: 'scenario', scenarios };
}
