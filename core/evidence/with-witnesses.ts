import { pairingAfter } from '../run/pairing.ts';
import { runKindOf } from '../run/run-kinds.ts';
import { isOfRows, type Run } from '../run/schema.ts';
import { type ColumnsOfPlan, columnsText, uncomparedColumns } from '../run/uncompared-columns.ts';
import type { RunFigures } from './figures.ts';
import { largerFailures, largerText } from './larger-failures.ts';
import { tieCount } from './tie-count.ts';
import { leastOfPart, sizeOfRun, tieSize } from './tie-size.ts';
import { NO_UNITS, tieUnits } from './tie-units.ts';
import { missingTotals, totalsAsked, totalsText } from './totals-asked.ts';
import type { Witnesses } from './witnesses.ts';

/**
 * Figures of a run, with what other evidence says about how much of the dataset it saw. Made again, from what was known from the run
 * alone, whenever a count or an earlier run comes: in any order the same evidence gives the same figures.
 */
export function withWitnesses(figures: RunFigures, run: Run, plan: ColumnsOfPlan, witnesses: Witnesses): RunFigures {
  const { alone } = figures;
  if (!alone || run.failure) return figures;
  const size = sizeTieOf(figures, run, witnesses);
  const forgotten = forgottenColumns(figures, run, plan, witnesses);
  const missing = run.kind === 'aggregate' ? missingTotals(run, witnesses.previous?.totals ?? [], plan) : [];
  const pairing =
    figures.pairing && isOfRows(run) ? pairingAfter(figures.pairing, run, witnesses.previous?.pairing) : null;
  const shortfalls = [
    ...(pairing?.other && !pairing.isKey ? [pairing.other] : []),
    ...alone.shortfalls,
    ...totalsText(missing),
    ...columnsText(forgotten).map(
      (text) => `${text}, which an earlier run knew; declare with ignore what is no column of the dataset`,
    ),
  ];
  const why = [...shortfalls, size?.untied ?? ''].filter(Boolean).join('; ');
  const { larger: _, heldTo: __, ...own } = figures;
  const next: RunFigures = {
    ...own,
    verdict: alone.verdict === 'match' && why !== '' ? 'inconclusive' : alone.verdict,
    text: why === '' ? alone.text : `${alone.text}; ${why}`,
    shortfalls,
    size: size ?? carriedSize(run, witnesses),
    ...(pairing && { pairing }),
    ...(run.kind === 'aggregate' && own.totals && { totals: { ...own.totals, asked: totalsAsked(run, missing) } }),
    fields: figures.fields && { ...figures.fields, neverCompared: [...alone.neverCompared, ...forgotten] },
  };
  return withLarger(next, witnesses);
}

function withLarger(figures: RunFigures, { failures = [], sizes = [] }: Witnesses): RunFigures {
  const larger = largerFailures(figures, failures, sizes);
  const answered = failures.filter((failure) => !larger.some(({ run }) => run.runId === failure.run.runId));
  // Else each of many could leave out a thousandth of the one before.
  const heldTo = figures.verdict === 'mismatch' ? Math.max(0, ...answered.map(({ legacy }) => legacy)) : 0;
  const own = heldTo > 0 ? { ...figures, heldTo } : figures;
  if (larger.length === 0) return own;
  const found = { ...own, larger };
  const text = largerText(found);
  return text === null ? found : { ...found, text: `${figures.text}; ${text}` };
}

function sizeTieOf(figures: RunFigures, run: Run, witnesses: Witnesses): RunFigures['size'] {
  const { next } = runKindOf(run);
  if (next) return tieUnits(run, next, figures, witnesses.previous?.units ?? NO_UNITS);
  if (run.kind === 'record_count') return isWholeCount(run) ? tieCount(run.counts, witnesses.seen ?? []) : null;
  const saw = sizeOfRun(run);
  return saw && tieSize({ ...saw, asOf: figures.asOf }, run.kind, witnesses);
}

/** Of everything, and in full. */
function isWholeCount({ coverage, window }: Run): boolean {
  return coverage.method === 'full' && coverage.skippedChunks === 0 && window === null;
}

/** A run over a part does not say how many rows there are, but there are no fewer than it and those before it saw. */
function carriedSize(run: Run, { previous }: Witnesses): RunFigures['size'] {
  const atLeast = Math.max(previous?.atLeast ?? 0, leastOfPart(run));
  return atLeast > 0 ? { below: 0, above: 0, atLeast, untied: null } : null;
}

function forgottenColumns({ alone }: RunFigures, run: Run, plan: ColumnsOfPlan, { previous }: Witnesses): string[] {
  if (!alone || !previous || !isOfRows(run)) return [];
  const own = new Set(alone.neverCompared);
  return uncomparedColumns(run, plan, previous.columns)
    .map(({ name }) => name)
    .filter((name) => !own.has(name));
}
