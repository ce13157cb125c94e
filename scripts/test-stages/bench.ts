import { benches } from '../bench/registry.ts';
import { readReport } from '../bench/report.ts';
import { runTool } from './run-tool.ts';
import type { Outcome } from './stage.ts';

/** Every bench as small as it gets: that it works, not what it measures. Each counts as one test. */
export async function runBenches(): Promise<Outcome> {
  const { ok, output, seconds } = await runTool(['scripts/bench.ts', '--quick']);
  const names = Object.keys(benches);
  const passed = names.filter((name) => readReport(name)?.quick === true).length;
  const failed = ok ? names.length - passed : Math.max(names.length - passed, 1);
  return { name: 'bench', seconds, passed, failed, skipped: 0, output };
}
