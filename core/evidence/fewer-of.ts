import { counted, countText } from '../format/count.ts';
import type { Unit } from '../run/run-kind.ts';
import { runKindOf } from '../run/run-kinds.ts';
import { isOfRows, type Run } from '../run/schema.ts';

/**
 * Of how much less a run looked at than another, "900 of 1,000 rows"; empty: of nothing. Whoever looked at a part speaks for what it is a part
 * of: a look at the whole is one at as much as there was, and a look at the same part one at as much of it, out of as much.
 */
export function fewerOf(old: Run, by: Run): string[] {
  const missing = isPart(old) ? fewerOfWhole(old, by) : [];
  return missing.length > 0 ? missing : fewer(looked(old), looked(by));
}

function fewerOfWhole(old: Run, by: Run): string[] {
  const [before, now] = [thereWere(old), isPart(by) ? thereWere(by) : [...looked(by), coverageOf(by)]];
  if (before !== null) return fewer(before, now ?? []);
  return now === null ? [] : ['what that one was a part of, for it does not say how much there was'];
}

const fewer = (before: readonly Unit[], now: readonly Unit[]) =>
  before.flatMap(([unit, old], i) => {
    const by = now[i]?.[1] ?? 0;
    return by < old ? [`${countText(old - by)} of ${counted(old, unit)}`] : [];
  });

const isPart = ({ coverage: { method, skippedChunks }, window }: Run) =>
  method === 'sample' || skippedChunks > 0 || window !== null;

const coverageOf = ({ kind, coverage }: Run): Unit => [kind === 'scenario' ? 'scenario' : 'row', coverage.compared];

/**
 * Of how much a run looked at a part; null where it does not say. Tools count coverage in the unit of their kind or in another, rows say: a
 * count that is not that of coverage is held against its like, and so is coverage then.
 */
function thereWere(run: Run): Unit[] | null {
  const { method, compared, population, skippedChunks } = run.coverage;
  const rows = isOfRows(run) ? run.counts : null;
  if (population === null && rows === null && (method === 'sample' || skippedChunks > 0)) return null;
  const suspected = rows?.suspectedLegacy ?? 0;
  const there = Math.max(compared, population ?? 0, rows?.legacy ?? 0) - suspected;
  const units = looked(run);
  const isCoverage = ([, count]: Unit) => count === compared - suspected;
  return [
    ...units.map((unit): Unit => (isCoverage(unit) ? [unit[0], there] : unit)),
    [coverageOf(run)[0], units.some(isCoverage) ? 0 : there],
  ];
}

const looked = (run: Run): readonly Unit[] => runKindOf(run).looked(run);
