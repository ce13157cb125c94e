import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { runTool, tool } from './run-tool.ts';
import type { Outcome } from './stage.ts';

const REPORT = 'test-results/e2e.json';
const reportSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** What the journeys need and what takes its time, so that it can be done while other stages run. */
export async function prepareJourneys(): Promise<void> {
  // Whatever goes wrong here goes wrong again in the stage, which then says so.
  await runTool(['scripts/prepare-journeys.ts']);
}

export async function runJourneys(live: boolean): Promise<Outcome> {
  rmSync(REPORT, { force: true });
  const run = await runTool([tool('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    live,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT },
  });
  const counts = readCounts();
  const failed = run.ok ? counts.failed : Math.max(counts.failed, 1);
  return { name: 'e2e', ...counts, failed, seconds: run.seconds, output: run.output };
}

function readCounts(): { passed: number; failed: number; skipped: number } {
  try {
    const { stats } = reportSchema.parse(JSON.parse(readFileSync(REPORT, 'utf8')));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
