import { describeRun } from '../../core/run/describe-run.ts';
import type { Output } from '../command-line.ts';
import type { Executed, Job } from '../job/job.ts';
import { describeGroups } from './describe-groups.ts';
import type { Reporter } from './reporter.ts';

const SIGNS = { match: '✓', mismatch: '✗', inconclusive: '?', not_evaluated: '!' } as const;

/** Lines for people. What is going on right now is shown on a terminal only, and is wiped again. */
export function terminalReporter(out: Output, err: Output): Reporter {
  const running = new Map<Job, string>();
  const wipe = () => {
    if (err.isTTY) err.write('\r\u001b[2K');
  };
  const show = () => {
    if (!err.isTTY || running.size === 0) return;
    const text = [...running]
      .map(([job, words]) => `${job.dataset.name} ${job.kind}${words ? `: ${words}` : ''}`)
      .join(' · ');
    err.write(`\r\u001b[2K${text.slice(0, (err.columns ?? 100) - 1)}`);
  };
  const print = (text: string) => {
    wipe();
    out.write(`${text}\n`);
    show();
  };
  return {
    started: (job) => {
      running.set(job, '');
      show();
    },
    progress: (job, text) => {
      running.set(job, text);
      show();
    },
    notice: (text) => {
      wipe();
      err.write(`${text}\n`);
      show();
    },
    finished: (executed, receipt) => {
      running.delete(executed.job);
      const { job, run, verdict } = executed;
      const name = `${job.dataset.name} ${job.kind}`.padEnd(32);
      const sent = receipt ? `, sent: ${receipt.verdict}` : '';
      print(`${SIGNS[verdict]} ${name} ${describeRun(run)} (${(run.durationMs / 1_000).toFixed(1)} s${sent})`);
      for (const line of describeGroups(executed)) print(`    ${line}`);
    },
    summary: (all) => print(summaryOf(all)),
  };
}

function summaryOf(all: readonly Executed[]): string {
  const count = (wanted: Executed['verdict']) => all.filter(({ verdict }) => verdict === wanted).length;
  const parts = [`${count('match')} match`, `${count('mismatch')} differ`];
  if (count('inconclusive') > 0) parts.push(`${count('inconclusive')} undecided`);
  if (count('not_evaluated') > 0) parts.push(`${count('not_evaluated')} could not be compared`);
  return `${all.length} checks: ${parts.join(', ')}.`;
}
