import { kindOf } from '../check/kinds.ts';
import type { RunFigures } from '../evidence/figures.ts';
import type { CheckRollup } from '../evidence/rollup.ts';
import { listed } from '../format/count.ts';
import { sampledText } from '../run/find-shortfalls.ts';
import type { UnknownReason } from './criterion-result.ts';

/**
 * In what a run speaks for less than the plan asks today, or than it is taken for; null where in nothing. With it a run can fail a
 * criterion and never meet it, just as if the plan had been changed to ask more. Its size is judged by those who can weigh it.
 */
export function shortfallOf(
  { sampleRows }: Pick<CheckRollup, 'sampleRows'>,
  run: RunFigures,
): { reason: UnknownReason; text: string } | null {
  const sampled = sampleRows === null ? sampledText(kindOf(run.kind), run) : null;
  if (sampled !== null) return { reason: 'inconclusive', text: sampled };
  if (!run.shortfalls) return { reason: 'no_evidence', text: 'what the newest run left out was not looked at yet' };
  const oneSided = run.fields?.neverCompared ?? run.segments?.neverCompared ?? [];
  const [first = oneSided.length > 0 ? `never compared: ${listed(oneSided)}` : null] = run.shortfalls;
  if (first === null) return null;
  // What only an earlier run knew is doubt about one that by itself left nothing out, and so is another pairing.
  const isTested = run.compared > 0 && run.alone?.shortfalls.every((text) => text === run.pairing?.other);
  return { reason: isTested ? 'inconclusive' : 'no_evidence', text: first };
}
