import { v7 as newRunId } from 'uuid';
import type { RunInput } from '#core/run/schema.ts';

type Of<K extends RunInput['kind']> = Extract<RunInput, { kind: K }>;
type Difference = NonNullable<Of<'field_level'>['differences']>[number];

/** The part that every run has: read just now, all of `rows` compared. */
function envelope(checkId: string, rows: number, at: Date) {
  const time = at.toISOString();
  return {
    protocol: 1 as const,
    runId: newRunId(),
    checkId,
    window: null,
    asOf: { legacy: { position: null, time }, target: { position: null, time } },
    lagMs: 0,
    coverage: { method: 'full' as const, population: rows, compared: rows },
    tool: { name: 'journey', version: '1', configHash: 'none' },
    durationMs: 1_200,
  };
}

export function recordCount(checkId: string, legacy: number, target = legacy, at = new Date()): Of<'record_count'> {
  return { ...envelope(checkId, legacy, at), kind: 'record_count', counts: { legacy, target } };
}

/** `rows` rows with one column, `amount`; the given differences of it, one row each, are all there is. */
export function fieldLevel(
  checkId: string,
  rows: number,
  modified: readonly { key: string; legacy: string | null; target: string | null }[] = [],
  at = new Date(),
): Of<'field_level'> {
  const wrong = modified.length;
  const differences = modified.map(
    ({ key, legacy, target }): Difference => ({
      class: 'modified',
      state: 'confirmed',
      key: { payout_id: { value: key } },
      field: 'amount',
      legacy: { value: legacy },
      target: { value: target },
      observedAt: at.toISOString(),
    }),
  );
  const pattern = { id: 'none', version: 1 };
  return {
    ...envelope(checkId, rows, at),
    kind: 'field_level',
    counts: {
      legacy: rows,
      target: rows,
      compared: rows,
      identical: rows - wrong,
      modified: wrong,
      missingInTarget: 0,
      extraInTarget: 0,
      duplicateInTarget: 0,
      suspectedLegacy: 0,
      suspectedTarget: 0,
    },
    fields: [{ name: 'amount', compared: rows, matching: rows - wrong }],
    columns: [
      { name: 'payout_id', legacyType: 'INTEGER', targetType: 'bigint' },
      { name: 'amount', legacyType: 'NUMERIC', targetType: 'numeric(12,2)' },
    ],
    groups: wrong > 0 ? [{ class: 'modified', field: 'amount', pattern, rowCount: wrong }] : [],
    differences,
    differencesComplete: true,
  };
}

export function performance(checkId: string, requests: number, upToMs: string, at = new Date()): Of<'performance'> {
  const to = new Date(Math.floor(at.getTime() / 60_000) * 60_000);
  const hour = new Date(Math.floor((to.getTime() - 1) / 3_600_000) * 3_600_000);
  const side = { requests, errors: 0, failedTransactions: 0, latency: [{ upToMs, count: requests }] };
  return {
    ...envelope(checkId, requests, at),
    kind: 'performance',
    window: { from: hour.toISOString(), to: to.toISOString() },
    legacy: side,
    target: side,
  };
}
