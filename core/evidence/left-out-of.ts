import { foldName } from '../dataset/fold-name.ts';
import { covers } from '../discrepancy/fold-timeline.ts';
import { counted, countText, listed } from '../format/count.ts';
import { isDiluted } from '../metrics/diluted.ts';
import { notComparedOf } from '../run/not-compared.ts';
import { isSamePairing, pairingText } from '../run/pairing.ts';
import { runKindOf } from '../run/run-kinds.ts';
import { isOfRows, type RowRun, type Run } from '../run/schema.ts';
import { type ColumnsOfPlan, uncomparedColumns } from '../run/uncompared-columns.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { HOUR_MS, MINUTE_MS } from '../time/units.ts';
import { utcMinute } from '../time/utc-minute.ts';
import { alone } from './alone.ts';
import { fewerOf } from './fewer-of.ts';
import type { RunFigures } from './figures.ts';
import { leftOut } from './left-out.ts';

/** A run, and what it left behind. */
export type Seen = { run: Run; figures: RunFigures };

/**
 * What a corrected run did not look at of that which the run it names did, in a few words each; empty: it looked at all of it. Told from the
 * two runs and the plan alone, so that no other evidence changes the answer.
 */
export function leftOutOf(old: Seen, by: Seen, plan: ColumnsOfPlan): string[] {
  const found = [...ofTime(old, by), ...unseenBy(old, by, plan)];
  if (found.length > 0) return found;
  const [before, after] = [leftOut(alone(old.figures)), leftOut(alone(by.figures))];
  return before === null && after !== null ? [`part of it: ${after}`] : [];
}

/** As above, of what there was to be looked at: rows, columns, scenarios. Not how well it was looked at, nor when. */
export function unseenBy(old: Seen, by: Seen, plan: ColumnsOfPlan): string[] {
  return [...ofCoverage(old.run, by.run), ...ofKind(old, by, plan)];
}

function ofTime(old: Seen, by: Seen): string[] {
  if (by.figures.clockDoubt !== undefined && old.figures.clockDoubt === undefined) return [by.figures.clockDoubt];
  const [until, wanted] = [msOf(by.figures.asOf), msOf(old.figures.asOf)];
  return until < wanted ? [`what was written from ${utcMinute(until)} to ${utcMinute(wanted)}`] : [];
}

function ofCoverage(old: Run, by: Run): string[] {
  const [wanted, window] = [measuredIn(old), measuredIn(by)];
  const narrower = !covers(window, wanted) && window !== null;
  const sampled = old.coverage.method === 'full' && by.coverage.method === 'sample';
  // Which chunks were skipped no run says: as many may be others.
  const skipped = by.coverage.skippedChunks;
  const drawn = old.coverage.method === 'sample' && by.coverage.method === 'sample' && !isSameDraw(old, by);
  return [
    ...(narrower ? [`all but ${utcMinute(msOf(window.from))} to ${utcMinute(msOf(window.to))}`] : []),
    ...(sampled ? [`all but a sample of ${countText(by.coverage.compared)}`] : []),
    ...(drawn ? [`the rows that it drew${old.coverage.seed === null ? '' : ` by the seed ${old.coverage.seed}`}`] : []),
    ...(skipped > 0 ? [counted(skipped, 'chunk')] : []),
    ...thinnedLoad(old, by),
    ...paddedLoad(old, by),
  ];
}

/** Another seed, or another population, draws other rows; of draws without a seed nobody knows which they were. */
function isSameDraw({ coverage: old }: Run, { coverage: by }: Run): boolean {
  return old.seed !== null && old.seed === by.seed && old.population === by.population;
}

/** As many requests over a longer time are a lower load: of more than an hour nobody knows what the busiest hour was. */
function thinnedLoad(old: Run, by: Run): string[] {
  const [was, is] = [old, by].map((run) => (run.kind === 'performance' ? spanOf(measuredIn(run)) : 0));
  if (was === undefined || is === undefined || is <= Math.max(HOUR_MS, was)) return [];
  return [`the load by the hour: it took ${counted(Math.ceil(is / MINUTE_MS), 'minute')}`];
}

/** More requests of which a smaller share went wrong are not those that were measured: a failure would be gone in the crowd. */
function paddedLoad(old: Run, by: Run): string[] {
  if (old.kind !== 'performance' || by.kind !== 'performance') return [];
  return (['legacy', 'target'] as const).flatMap((side) => {
    const [was, is] = [old[side], by[side]];
    if (is.requests <= Math.max(was.requests, old.coverage.population ?? 0) || !isDiluted(was, is)) return [];
    return [`how many of ${counted(was.requests, `${side} request`)} failed: it counts ${countText(is.requests)}`];
  });
}

const spanOf = (window: Run['window']) => (window ? msOf(window.to) - msOf(window.from) : 0);

/** The range of data; of requests that were measured the time in which they came. */
function measuredIn({ kind, window, asOf, durationMs }: Run): Run['window'] {
  if (window !== null || kind !== 'performance') return window;
  const to = Math.min(msOf(asOf.legacy.time), msOf(asOf.target.time));
  return { from: isoOf(to - durationMs), to: isoOf(to) };
}

function ofKind(old: Seen, by: Seen, plan: ColumnsOfPlan): string[] {
  return [...otherPairing(old, by), ...fewerOf(old.run, by.run), ...namesText(missingNames(old, by, plan))];
}

/** Which rows are one row: what differs, or has no partner, by one column is nothing of that by another. */
function otherPairing({ figures: { pairing: was } }: Seen, { figures: { pairing: is } }: Seen): string[] {
  if (!was || !is || isSamePairing(was.by, is.by)) return [];
  const text = (names: typeof is.by) => (names ? `by ${pairingText(names)}` : 'by columns that it does not name');
  return [`rows paired ${text(was.by)} (it pairs them ${text(is.by)})`];
}

/** Something that a run looks at by its name, and what it was found to be. */
type Named = { noun: string; names: { name: string; found: string | null }[] };

function missingNames(old: Seen, by: Seen, plan: ColumnsOfPlan): Named {
  const [was, is] = [old.run, by.run];
  const { items } = runKindOf(was);
  if (items && was.kind === is.kind) {
    const mayBeEmpty = by.figures.totals?.mayBeEmpty ?? false;
    const known = new Set(items.of(is, mayBeEmpty).map(({ name }) => name));
    return { noun: items.noun, names: items.of(was, mayBeEmpty).filter(({ name }) => !known.has(name)) };
  }
  if (isOfRows(was) && isOfRows(is)) return { noun: 'column', names: missingColumns(was, is, by.figures, plan) };
  const known = new Set(notComparedOf(was).map(({ column }) => column));
  const names = notComparedOf(is).filter(({ column }) => !known.has(column));
  return { noun: 'column', names: names.map(({ column }) => ({ name: column, found: null })) };
}

/** Columns that the earlier run knew, and that this one does not say it left out, or compared in fewer pairs. */
function missingColumns(old: RowRun, by: RowRun, { alone: own }: RunFigures, plan: ColumnsOfPlan): Named['names'] {
  const oneSided = notComparedOf(old).map(({ column }) => column);
  const known = [...[...old.fields, ...old.columns].map(({ name }) => name), ...oneSided];
  const named = new Set((own?.neverCompared ?? []).map(foldName));
  const gone = uncomparedColumns(by, plan, known).map(({ name }) => name);
  const pairs = (run: RowRun, name: string) => fieldOf(run, name)?.compared ?? 0;
  const missing = gone.filter((name) => !named.has(foldName(name)) || pairs(by, name) < pairs(old, name));
  const newlyDropped = notComparedOf(by).filter(({ column }) => pairs(old, column) > 0 && !missing.includes(column));
  return [...missing, ...newlyDropped.map(({ column }) => column)].map((name) => {
    const { compared = 0, matching = 0 } = fieldOf(old, name) ?? {};
    return { name, found: compared > matching ? 'differed' : null };
  });
}

const fieldOf = ({ fields }: RowRun, name: string) => fields.find((field) => foldName(field.name) === foldName(name));

/** "the scenarios Refund (failed) and Link" */
function namesText({ noun, names }: Named): string[] {
  if (names.length === 0) return [];
  const worstFirst = names.toSorted((a, b) => Number(a.found === null) - Number(b.found === null));
  const words = worstFirst.map(({ name, found }) => (found === null ? name : `${name} (${found})`));
  return [`the ${names.length === 1 ? noun : `${noun}s`} ${listed(words)}`];
}
