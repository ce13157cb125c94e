import { v7 as uuidv7 } from 'uuid';
import type { RunInput, RunOf } from '#core/run/schema.ts';
import { MINUTE_MS } from '#core/time/units.ts';

/** The replication lag of one minute as a run; the population are the changes that arrived in it. */
export function lagRun(
  checkId: string,
  start: number,
  lag: RunOf<'replication_lag'>['lag'],
  configHash: string,
): RunInput {
  const from = new Date(start).toISOString();
  const to = new Date(start + MINUTE_MS).toISOString();
  const watermark = { position: null, time: to };
  return {
    protocol: 1,
    runId: uuidv7({ msecs: start + MINUTE_MS }),
    checkId,
    kind: 'replication_lag',
    window: { from, to },
    asOf: { legacy: watermark, target: watermark },
    lagMs: lag.p95Ms,
    coverage: { method: 'full', population: lag.samples, compared: lag.samples },
    tool: { name: 'affiliate-workload', version: '1', configHash },
    durationMs: MINUTE_MS,
    lag,
  };
}
