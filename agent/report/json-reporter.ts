import type { Executed } from '../job/job.ts';
import type { Reporter } from './reporter.ts';

/** One JSON object a line, for machines: a `run` for each check, `notice`s as they come, a `summary` at the end. */
export function jsonReporter(out: { write(text: string): unknown }): Reporter {
  const print = (type: string, more: object) => out.write(`${JSON.stringify({ type, ...more })}\n`);
  return {
    started: () => {},
    progress: () => {},
    notice: (text) => print('notice', { text }),
    finished: ({ job, verdict, run, differences }, receipt) => {
      print('run', { dataset: job.dataset.name, kind: job.kind, verdict, receipt, run, differences });
    },
    summary: (all) => {
      const count = (wanted: Executed['verdict']) => all.filter(({ verdict }) => verdict === wanted).length;
      print('summary', {
        checks: all.length,
        match: count('match'),
        mismatch: count('mismatch'),
        inconclusive: count('inconclusive'),
        notEvaluated: count('not_evaluated'),
      });
    },
  };
}
