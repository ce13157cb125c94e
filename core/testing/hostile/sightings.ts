import type { Run, RunOf } from '../../run/schema.ts';
import { nameOfTotal } from '../../run/total.ts';
import { type Claims, isWhole, readMs, sawAllRows } from './claims.ts';

/** Something that a run found wrong. `what` names it: a column, a class of rows, a scenario, a total, or the check that counted. */
export type Sighting = { kind: Run['kind']; what: string; atMs: number };

export function sightingsOf({ runs }: Claims): Sighting[] {
  return runs.flatMap((run) =>
    run.failure ? [] : foundBy(run).map((what) => ({ kind: run.kind, what, atMs: readMs(run) })),
  );
}

const rowClasses = ['missingInTarget', 'extraInTarget', 'duplicateInTarget'] as const;

/** Whatever a run found wrong, by name. */
export function foundBy(run: Run): string[] {
  switch (run.kind) {
    case 'field_level':
      return [
        ...run.fields.flatMap(({ name, compared, matching }) => (compared > matching ? [name] : [])),
        ...rowClasses.filter((name) => run.counts[name] > 0),
      ];
    case 'schema':
      return run.items.map(({ column }) => column);
    case 'event_order':
      return run.violationCount > 0 ? ['order'] : [];
    case 'scenario':
      return run.scenarios.flatMap(({ name, result }) => (result === 'failed' ? [name] : []));
    case 'aggregate':
      return run.aggregates.flatMap((one) => (differ(one.legacy, one.target) ? [nameOfTotal(one)] : []));
    default:
      return [];
  }
}

const differ = (legacy: string | null, target: string | null) =>
  legacy === null || target === null ? legacy !== target : Number(legacy) !== Number(target);

/** A later run looked at all of it, and did not find it. */
export function isGone(seen: Sighting, claims: Claims): boolean {
  return claims.runs.some(
    (run) => run.kind === seen.kind && readMs(run) > seen.atMs && looksFor(run, seen.what, claims),
  );
}

const pairsOf = ({ counts }: RunOf<'field_level'>) => counts.identical + counts.modified;

/** When it is due again says nothing of what it saw. */
function looksFor({ nextDueAt: _, ...run }: Run, what: string, claims: Claims): boolean {
  const alone = { ...claims, nowMs: Math.min(claims.nowMs, readMs(run) + 1) };
  const isRow = rowClasses.some((name) => name === what);
  if (run.failure || foundBy(run).includes(what)) return false;
  switch (run.kind) {
    case 'field_level':
      return (
        sawAllRows(run, alone) &&
        (isRow || run.fields.some(({ name, compared }) => name === what && compared === pairsOf(run))) &&
        run.counts.suspectedLegacy + run.counts.suspectedTarget === 0
      );
    case 'schema':
      return isWhole(run, alone) && run.columnsCompared > 0;
    case 'event_order':
      return isWhole(run, alone) && run.events > 0;
    case 'scenario':
      return run.scenarios.some(({ name, result }) => name === what && result === 'passed');
    case 'aggregate':
      return run.aggregates.some((one) => nameOfTotal(one) === what && one.legacy !== null && one.target !== null);
    default:
      return false;
  }
}
