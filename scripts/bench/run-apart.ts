import { HOUR_MS } from '#core/time/units.ts';
import { runTool } from '../test-stages/run-tool.ts';
import type { BenchOptions } from './bench.ts';
import { forgetReport, type Report, readReport } from './report.ts';

const LIMIT_MS = 12 * HOUR_MS;

/**
 * Runs a bench in a process of its own, with the same options: it shares no warmed-up code, no memory and no database with others. Null
 * where it broke, which it has then said.
 */
export async function runApart(
  names: readonly [string, ...string[]],
  { quick, seed, count }: Pick<BenchOptions, 'quick' | 'seed' | 'count'>,
): Promise<Report | null> {
  const options = ['--seed', String(seed), ...(quick ? ['--quick'] : []), ...(count ? ['--count', String(count)] : [])];
  forgetReport(names.join('-'));
  await runTool(['scripts/bench.ts', ...names, ...options], { live: true, limitMs: LIMIT_MS });
  return readReport(names.join('-'));
}
