import type { Decimal } from 'decimal.js';
import { Exact } from '../exact.ts';
import { counted, countText } from '../format/count.ts';
import { msOf } from '../time/instant.ts';
import { HOUR_MS } from '../time/units.ts';
import { utcMinute } from '../time/utc-minute.ts';
import type { LargerFailure, RunFigures } from './figures.ts';
import { rowMatchRate } from './row-match-rate.ts';
import { isWhole } from './stands.ts';
import { SHOWN_MS } from './tie-count.ts';
import { slackOf } from './tie-size.ts';

/** A whole count or scan: how many legacy rows it saw. In order of time. */
export type SizeSeen = { asOf: string; receivedAt: string; isCount: boolean; legacy: number };

/** So many are carried on: of more, those that are worst by any measure stand for the others. */
const MOST = 12;

/** Full scans up to this one, itself included, that found something wrong and that nothing answers yet. */
export function unansweredUpTo(run: RunFigures): LargerFailure[] {
  const before = unanswered(run);
  if (run.verdict !== 'mismatch' || !ofEverything(run)) return before;
  if (run.kind !== 'field_level' && run.kind !== 'checksum') return before;
  const { larger: _, ...own } = run;
  return fewest([...before, { legacy: legacyOf(run), since: run.asOf, run: own, answer: 'part' }]);
}

/** Those before a run that it does not answer. */
export function unanswered({ larger }: Pick<RunFigures, 'larger'>): LargerFailure[] {
  return (larger ?? []).filter(({ answer }) => answer !== 'shown');
}

/** Those that it does not answer because it saw fewer rows: what they found may be among the others. */
export function unseenFailures({ larger }: Pick<RunFigures, 'larger'>): LargerFailure[] {
  return (larger ?? []).filter(({ answer }) => answer === 'fewer');
}

/**
 * What a run makes of the failures before it. One that looked at the whole dataset answers each of which it saw no fewer rows, but for a
 * thousandth, or of which at least half of the rows that it did not see have been missing in all counts for `SHOWN_MS`.
 */
export function largerFailures(
  run: RunFigures,
  before: readonly LargerFailure[],
  sizes: readonly SizeSeen[],
): LargerFailure[] {
  const isComplete = run.skippedChunks === 0 && run.verdict !== 'not_evaluated' && isWhole(run);
  const saw = legacyOf(run);
  return before.flatMap((failure): LargerFailure | [] => {
    if (!ofEverything(run)) return { ...failure, answer: 'part' };
    if (saw >= failure.legacy - slackOf(failure.legacy)) return isComplete ? [] : { ...failure, answer: 'part' };
    return { ...failure, answer: isComplete && wasShown(saw, failure, run, sizes) ? 'shown' : 'fewer' };
  });
}

const ofEverything = ({ method, window, clockDoubt }: RunFigures) =>
  method === 'full' && window === null && clockDoubt === undefined;

function wasShown(saw: number, { legacy, since }: LargerFailure, run: RunFigures, sizes: readonly SizeSeen[]): boolean {
  const most = saw + Math.floor((legacy - saw) / 2);
  let shown: string | null = null;
  for (const size of sizes) {
    if (size.asOf <= since || size.asOf > run.asOf) continue;
    if (size.legacy > most) shown = null;
    else if (size.isCount) shown ??= size.receivedAt;
  }
  return shown !== null && msOf(shown) <= msOf(run.receivedAt) - SHOWN_MS;
}

/** "looked at 501 and does not answer the scan of 1,000 rows at 2026-11-21 08:00 UTC, which failed; …" */
export function largerText(run: RunFigures): string | null {
  // How many rows there are comes first.
  if (run.size?.untied) return null;
  const [first, ...others] = unseenFailures(run).toSorted((a, b) => b.legacy - a.legacy);
  if (!first) return null;
  const more = others.length > 0 ? `, nor ${counted(others.length, 'other scan')} that failed` : '';
  const of = `the scan of ${counted(first.legacy, 'row')} at ${utcMinute(msOf(first.run.asOf))}`;
  return `looked at ${countText(legacyOf(run))} and does not answer ${of}, which failed${more}; one of as many rows does, or one of so few once counts have shown them for ${SHOWN_MS / HOUR_MS} hours`;
}

function legacyOf({ rows, method, compared, population }: RunFigures): number {
  return method === 'sample' ? (population ?? compared) : (rows?.legacy ?? compared);
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

/** The worst by each measure, which are answered only by what answers all of those that they stand for. */
function fewest(failures: readonly LargerFailure[]): LargerFailure[] {
  if (failures.length <= MOST) return [...failures];
  const legacy = Math.max(...failures.map((failure) => failure.legacy));
  const since =
    failures
      .map((failure) => failure.since)
      .toSorted()
      .at(-1) ?? '';
  const worst = measures.flatMap((rate) => worstBy(failures, rate) ?? []);
  return [...new Set(worst)].map((failure) => ({ ...failure, legacy, since }));
}

function worstBy(failures: readonly LargerFailure[], rate: Rate): LargerFailure | null {
  return failures.reduce<LargerFailure | null>((found, failure) => {
    const [a, b] = [rate(failure.run), found && rate(found.run)];
    return a !== null && (b === null || a.lt(b)) ? failure : found;
  }, null);
}
