import { type Run, type RunInput, type RunOf, runSchema } from '../run/schema.ts';

/** A run id that orders by `n`. */
export function runIdOf(n: number): string {
  return `019aa000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export const CHECK_ID = '019aa000-0000-7000-8000-0000000000c1';

/** What the envelope of a test run says unless stated otherwise. */
export function envelopeAt(asOf: string, n = 1) {
  const watermark = { position: null, time: asOf };
  return {
    protocol: 1,
    runId: runIdOf(n),
    checkId: CHECK_ID,
    window: null,
    asOf: { legacy: watermark, target: watermark },
    lagMs: null,
    tool: { name: 'test', version: '1', configHash: 'h' },
    durationMs: 1_000,
  } as const;
}

type Rows = Partial<RunOf<'field_level'>['counts']>;

/**
 * A sound field-level run of one column, `amount`, that adds up by construction; `more` may break it. Every modified row differs in
 * that column.
 */
export function fieldRun(asOf: string, rows: Rows = {}, more: Partial<RunInput> = {}, n = 1): Run {
  const { identical = 100, modified = 0, missingInTarget = 0, extraInTarget = 0, duplicateInTarget = 0 } = rows;
  const { suspectedLegacy = 0, suspectedTarget = 0 } = rows;
  const compared = identical + modified + missingInTarget + suspectedLegacy;
  const counts = {
    legacy: compared,
    target: identical + modified + extraInTarget + duplicateInTarget + suspectedTarget,
    compared,
    identical,
    modified,
    missingInTarget,
    extraInTarget,
    duplicateInTarget,
    suspectedLegacy,
    suspectedTarget,
    ...rows,
  };
  return runSchema.parse({
    ...envelopeAt(asOf, n),
    kind: 'field_level',
    coverage: { method: 'full', population: compared, compared },
    counts,
    fields: [{ name: 'amount', compared: identical + modified, matching: identical }],
    ...more,
  });
}

export function sampleRun(asOf: string, rows: Rows, population: number | null, seed: string | null = null, n = 1): Run {
  const run = fieldRun(asOf, rows, {}, n);
  const compared = run.coverage.compared;
  return runSchema.parse({ ...run, coverage: { method: 'sample', population, compared, seed } });
}

export function countRun(asOf: string, legacy: number, target: number, more: Partial<RunInput> = {}, n = 1): Run {
  return runSchema.parse({
    ...envelopeAt(asOf, n),
    kind: 'record_count',
    coverage: { method: 'full', population: legacy, compared: legacy },
    counts: { legacy, target },
    ...more,
  });
}

/** Both sides with the same number of requests, all within `upToMs`. */
export function performanceRun(
  from: string,
  to: string,
  requests: number,
  upToMs: string,
  target = requests,
  n = 1,
): Run {
  const side = (count: number) => ({ requests: count, errors: 0, failedTransactions: 0, latency: [{ upToMs, count }] });
  return runSchema.parse({
    ...envelopeAt(to, n),
    kind: 'performance',
    window: { from, to },
    coverage: { method: 'full', population: requests, compared: requests },
    legacy: side(requests),
    target: side(target),
  });
}
