import type { CheckKind } from '#core/check/kinds.ts';
import type { MetricPoint } from '#core/metrics/schema.ts';
import type { Difference } from '#core/run/difference.ts';
import type { RunInput } from '#core/run/schema.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time/units.ts';
import type { makeDatasets } from '#server/testing/factory.ts';
import type { Random } from '#server/testing/random.ts';
import { fieldLevel } from './field-level.ts';
import { bodyOf, type SimpleKind } from './run-bodies.ts';
import { envelope, runIdAt } from './run-envelope.ts';

const DAYS = 4;

/** What an agent has to say, in the order in which it saw it. `check` is `dataset/kind`; the ids of checks are filled in on sending. */
export type Saying =
  | { type: 'run'; check: string; at: Date; run: RunInput }
  | { type: 'chunked'; check: string; at: Date; run: RunInput; chunks: Difference[][] }
  | { type: 'metrics'; points: (Omit<MetricPoint, 'checkId'> & { check: string })[] };

export type Workload = { plan: Parameters<typeof makeDatasets>[1]; sayings: Saying[]; differences: number };
export type Size = {
  datasets: number;
  /** Runs of each check. */
  runs: number;
  /** Differences in a chunked run; 0: none is chunked. */
  large: number;
  /** Midnight UTC at which the first of four days begins. All of them should be over, so that every run is late alike. */
  from: Date;
};

const kinds = [
  'record_count',
  'checksum',
  'field_level',
  'aggregate',
  'schema',
  'event_order',
  'replication_lag',
  'performance',
  'scenario',
] as const satisfies readonly CheckKind[];

/** Some days in the life of some datasets: everything that can be said, with mistakes, corrections and failures, decided by the seed. */
export function workloadOf(random: Random, size: Size): Workload {
  const names = Array.from({ length: size.datasets }, (_, i) => `table ${i}`);
  const plan = names.map((name, i) => ({
    name,
    criticality: (['critical', 'high', 'normal'] as const)[i % 3] ?? 'normal',
    keyColumns: ['id'],
    columns: [{ name: 'amount' }, { name: 'status' }, { name: 'note' }],
    moneyColumn: 'amount',
    checks: kinds.map((kind) => ({
      kind,
      schedule: { everyMs: 6 * HOUR_MS, graceMs: HOUR_MS },
      ...(kind === 'performance' && { tolerances: { slaMs: '200' } }),
    })),
  }));
  const sayings = names.flatMap((name) => kinds.flatMap((kind, nth) => sayingsOf(random, size, name, kind, nth)));
  const inOrder = sayings.toSorted((a, b) => timeOf(a) - timeOf(b));
  return { plan, sayings: inOrder, differences: inOrder.reduce((sum, one) => sum + differencesIn(one), 0) };
}

export const timeOf = (saying: Saying): number =>
  saying.type === 'metrics' ? Date.parse(saying.points[0]?.at ?? '') : saying.at.getTime();

function sayingsOf(random: Random, size: Size, name: string, kind: (typeof kinds)[number], nth: number): Saying[] {
  const sayings: Saying[] = [];
  const correctable: RunInput[] = [];
  const steps = Array.from({ length: size.runs }, () => random.int(DAYS * 24 * 60 - 60)).toSorted((a, b) => a - b);
  for (const [i, minute] of steps.entries()) {
    // No two runs of a dataset at one moment: what they say of it could contradict each other.
    const at = new Date(size.from.getTime() + minute * MINUTE_MS + (i * kinds.length + nth) * 10);
    const base = { ...envelope(runIdAt(random, at), at), checkId: name };
    const corrects = correctable.length > 0 && random.int(6) === 0 ? correctable.splice(0, 1)[0] : undefined;
    const more = {
      ...(corrects && { supersedesRunId: corrects.runId }),
      ...(random.int(12) === 0 && { failure: { message: 'the table was locked' } }),
    };
    const check = `${name}/${kind}`;
    if (kind === 'field_level') {
      const large = size.large > 0 && !more.failure && random.int(4) === 0;
      const { run, chunks } = fieldLevel(random, base, large ? size.large : 0);
      sayings.push(
        large
          ? { type: 'chunked', check, at, run: { ...run, ...more }, chunks }
          : { type: 'run', check, at, run: { ...run, ...more } },
      );
      if (!more.failure) correctable.push(run);
      continue;
    }
    const body = bodyOf(random, kind satisfies SimpleKind, at);
    const rows = body.kind === 'record_count' ? body.counts.legacy : base.coverage.compared;
    const run: RunInput = { ...base, ...body, coverage: { method: 'full', population: rows, compared: rows }, ...more };
    sayings.push({ type: 'run', check, at, run });
    if (!more.failure) correctable.push(run);
  }
  if (kind === 'performance' || kind === 'replication_lag') sayings.push(...telemetry(random, size, `${name}/${kind}`));
  return sayings;
}

/** Minutes of some hours, each minute said once: for one that is said twice the last word counts, in whatever order. */
function telemetry(random: Random, size: Size, check: string): Saying[] {
  return Array.from({ length: Math.ceil(size.runs / 4) }, (_, batch) => {
    const from = size.from.getTime() + batch * 5 * HOUR_MS;
    const minutes = random.shuffle(Array.from({ length: 60 }, (_, i) => i)).slice(0, 20);
    const points = minutes.map((minute) => {
      const at = new Date(from + minute * MINUTE_MS).toISOString();
      const slow = random.int(50);
      const side = { requests: 50 + slow, errors: random.int(3), failedTransactions: 0 };
      const latency = [
        { upToMs: '100', count: 50 },
        { upToMs: '400', count: slow },
      ];
      return check.endsWith('performance')
        ? { check, at, legacy: { ...side, latency }, target: { ...side, latency } }
        : { check, at, lag: { p50Ms: 10, p95Ms: 20 + slow, maxMs: 100 } };
    });
    return { type: 'metrics', points };
  });
}

function differencesIn(saying: Saying): number {
  if (saying.type === 'chunked') return saying.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return saying.type === 'run' && saying.run.kind === 'field_level' ? (saying.run.differences?.length ?? 0) : 0;
}
