import { counted, countText, listed } from '../format/count.ts';
import { dateText } from '../format/date.ts';
import { doubtText } from './doubt-text.ts';
import type { RunFigures } from './figures.ts';
import { largerText } from './larger-failures.ts';
import { unseenFailures } from './unanswered.ts';

/**
 * What a run did not look at, or could not tell, in a few words; null where it looked at everything that it is about. Only then does what it
 * did not find prove that it is not there: a sample says nothing about one row, and a window nothing about the rest.
 */
export function leftOut(run: RunFigures): string | null {
  const { rows, fields, window, shortfalls, size } = run;
  const doubt = doubtText(run);
  if (doubt !== null) return doubt;
  if (run.verdict === 'not_evaluated') return 'nothing was compared';
  if (run.method === 'sample') {
    const of = run.population === null ? '' : ` of ${countText(run.population)}`;
    return `only a sample was looked at, ${countText(run.compared)}${of}`;
  }
  if (window) {
    return `only ${dateText(window.from.slice(0, 10))} to ${dateText(window.to.slice(0, 10))} was looked at`;
  }
  if (run.skippedChunks > 0) return `${counted(run.skippedChunks, 'chunk')} skipped`;
  const [short] = shortfalls ?? ['what it left out was not looked at yet'];
  if (short !== undefined) return short;
  if (size?.untied) return size.untied;
  // What failed in its own check is judged beside it; a checksum does not say which rows differ.
  if (unseenFailures(run).some((failure) => failure.run.kind !== run.kind)) return largerText(run);
  if (fields && fields.neverCompared.length > 0) return `never compared: ${listed(fields.neverCompared)}`;
  const suspected = rows ? Math.max(rows.suspectedLegacy, rows.suspectedTarget) : 0;
  if (suspected > 0) return `${counted(suspected, 'row')} suspected`;
  return run.verdict === 'inconclusive' ? run.text : null;
}
