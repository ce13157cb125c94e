import { runTool, tool } from './run-tool.ts';
import type { Outcome } from './stage.ts';

const CHECKS: Record<string, readonly string[]> = {
  'format and lint': [tool('@biomejs/biome/bin/biome'), 'ci', '--colors=off'],
  'import rule': ['scripts/check-imports.ts'],
  types: [tool('typescript/bin/tsc'), '--noEmit', '-p', '.'],
  'dead code': [tool('knip/bin/knip.js'), '--no-progress'],
};

/** Everything that reads the sources without running them; each check counts as one test. */
export async function runChecks(onOutcome: (outcome: Outcome) => void): Promise<void> {
  for (const [name, args] of Object.entries(CHECKS)) {
    const { ok, output, seconds } = await runTool(args);
    onOutcome({ name: `check: ${name}`, seconds, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output });
  }
}
