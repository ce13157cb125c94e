import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { runTool, tool } from './run-tool.ts';
import type { Outcome } from './stage.ts';

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

/** One project of vitest.config.ts. */
export async function runVitest(name: string, live: boolean): Promise<Outcome> {
  const report = `test-results/${name}.json`;
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const run = await runTool([tool('vitest/vitest.mjs'), 'run', '--project', name, ...reporters], { live });
  const counts = readCounts(report);
  // A file that cannot even be loaded has no failed tests.
  const failed = run.ok ? counts.failed : Math.max(counts.failed, 1);
  return { name, ...counts, failed, seconds: run.seconds, output: run.output };
}

function readCounts(report: string): { passed: number; failed: number; skipped: number } {
  try {
    const found = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
    return {
      passed: found.numPassedTests,
      failed: found.numFailedTests,
      skipped: found.numPendingTests + found.numTodoTests,
    };
  } catch {
    // Without a report nothing is known to have passed.
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
