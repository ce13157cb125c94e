import type { Decimal } from 'decimal.js';
import { countsRows, kindOf } from '../check/kinds.ts';
import { Exact } from '../exact.ts';
import type { LargerFailure, RunFigures } from './figures.ts';
import { rowMatchRate } from './row-match-rate.ts';

/** So many are carried on: of more, those that are worst by any measure stand for the others. */
const MOST = 12;

/** Scans up to this one, itself included, that found something wrong and that nothing answers yet. */
export function unansweredUpTo(run: RunFigures): LargerFailure[] {
  return fewest([...unanswered(run), ...failureOf(run)]);
}

/** A scan that found something wrong, of everything or of a part; nothing where it did not. */
export function failureOf(run: RunFigures): LargerFailure[] {
  if (run.verdict !== 'mismatch') return [];
  const kind = kindOf(run.kind);
  if (kind.finds === 'none' || !countsRows(kind)) return [];
  const { larger: _, heldTo = 0, ...own } = run;
  return [{ legacy: Math.max(rowsThere(run), heldTo), since: run.asOf, run: own, answer: 'part' }];
}

/** Those before a run that it does not answer. */
export function unanswered({ larger }: Pick<RunFigures, 'larger'>): LargerFailure[] {
  return (larger ?? []).filter(({ answer }) => answer !== 'shown');
}

/** Those that it does not answer because it saw fewer rows: what they found may be among the others. */
export function unseenFailures({ larger }: Pick<RunFigures, 'larger'>): LargerFailure[] {
  return (larger ?? []).filter(({ answer }) => answer === 'fewer' || answer === 'uncounted');
}

/** Whether it saw fewer rows than one that failed, and no count since says that there are fewer. */
export const isUncounted = ({ larger }: Pick<RunFigures, 'larger'>): boolean =>
  (larger ?? []).some(({ answer }) => answer === 'uncounted');

export const ofEverything = ({
  method,
  window,
  clockDoubt,
}: Pick<RunFigures, 'method' | 'window' | 'clockDoubt'>): boolean =>
  method === 'full' && window === null && clockDoubt === undefined;

/** Legacy rows that a run of everything looked at. */
export const rowsSeen = ({ rows, compared }: Pick<RunFigures, 'rows' | 'compared'>): number => rows?.legacy ?? compared;

/** Legacy rows that there are at least, by what a run of everything or of a part says. */
export function rowsThere(run: RunFigures): number {
  const { rows, recordCount, method, compared, population, skippedChunks } = run;
  const isPart = method === 'sample' || skippedChunks > 0;
  return Math.max(recordCount?.legacy ?? rows?.legacy ?? compared, isPart ? (population ?? 0) : 0);
}

type Rate = (run: RunFigures) => Decimal | null;
const share = (part: Decimal.Value, whole: Decimal.Value) =>
  new Exact(whole).isZero() ? null : new Exact(part).div(whole);

/** By which a criterion may judge a scan. */
const measures: readonly Rate[] = [
  rowMatchRate,
  ({ fields }) => fields && share(fields.matching, fields.compared),
  ({ rows }) => rows && share(rows.identical + rows.modified, Math.max(rows.legacy, rows.target)),
  ({ money }) => (money ? new Exact(1).minus(share(money.differing, money.compared) ?? 0) : null),
  ({ segments }) => (segments ? new Exact(1).minus(share(segments.differing, segments.compared) ?? 1) : null),
];

/** Rows of the larger side. Some tools count those of a checksum so. */
export const mostRowsSeen = (run: Parameters<typeof rowsSeen>[0]): number =>
  Math.max(rowsSeen(run), run.rows?.target ?? 0);

/**
 * Of too many full scans the worst by each measure, which are answered only by what answers all of those that they stand for; of parts and
 * counts the largest, since criteria judge none of them again.
 */
export function fewest(failures: readonly LargerFailure[]): LargerFailure[] {
  const isFullScan = ({ run }: LargerFailure) => ofEverything(run) && kindOf(run.kind).size !== 'counts';
  const full = failures.filter(isFullScan);
  const others = failures.filter((failure) => !isFullScan(failure));
  return [full.length <= MOST ? full : standFor(full), others.length <= MOST ? others : largestOf(others)].flat();
}

function largestOf(failures: readonly LargerFailure[]): LargerFailure[] {
  const largest = failures.reduce((a, b) => (a.legacy >= b.legacy ? a : b));
  return standIn([largest], failures);
}

function standFor(failures: readonly LargerFailure[]): LargerFailure[] {
  const worst = measures.flatMap((rate) => worstBy(failures, rate) ?? []);
  return standIn([...new Set(worst)], failures);
}

function standIn(chosen: readonly LargerFailure[], all: readonly LargerFailure[]): LargerFailure[] {
  const legacy = Math.max(...all.map((failure) => failure.legacy));
  const [since = ''] = all
    .map((failure) => failure.since)
    .toSorted()
    .toReversed();
  return chosen.map((failure) => ({ ...failure, legacy, since }));
}

function worstBy(failures: readonly LargerFailure[], rate: Rate): LargerFailure | null {
  return failures.reduce<LargerFailure | null>((found, failure) => {
    const [a, b] = [rate(failure.run), found && rate(found.run)];
    return a !== null && (b === null || a.lt(b)) ? failure : found;
  }, null);
}
