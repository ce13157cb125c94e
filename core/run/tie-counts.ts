import type { Problem } from '../errors.ts';
import { countText } from '../format/count.ts';
import type { Histogram } from '../metrics/schema.ts';
import { isoOf, msOf } from '../time/instant.ts';
import type { Run, RunOf } from './schema.ts';
import type { Tally } from './tally.ts';
import { findCoverageProblems } from './tie-coverage.ts';
import { findGroupProblems, findListingProblems } from './tie-groups.ts';
import { findRowProblems } from './tie-rows.ts';
import { nameOfTotal } from './total.ts';

/** Clocks of agents may run ahead by this much before a window counts as lying in the future. */
export const CLOCK_TOLERANCE_MS = 120_000;

/**
 * Everything in a well-formed run that does not add up, all at once; empty for a sound one. `listed`: the tally of all its
 * differences, those that came in chunks included. A run that says why it could not compare claims nothing.
 */
export function findCountProblems(run: Run, listed: Tally, now: Date): Problem[] {
  const time = findTimeProblems(run, now);
  return run.failure ? time : [...time, ...findCoverageProblems(run), ...findKindProblems(run, listed)];
}

function findTimeProblems({ window }: Run, now: Date): Problem[] {
  if (!window) return [];
  const problems: Problem[] = [];
  if (msOf(window.from) > msOf(window.to)) {
    problems.push({ pointer: '/window/from', message: 'must not be after /window/to' });
  }
  if (msOf(window.to) > now.getTime() + CLOCK_TOLERANCE_MS) {
    problems.push({ pointer: '/window/to', message: `lies in the future; the server's time is ${now.toISOString()}` });
  }
  return problems;
}

function findKindProblems(run: Run, listed: Tally): Problem[] {
  switch (run.kind) {
    case 'field_level':
      return [
        ...findRowProblems(run),
        ...findGroupProblems(run),
        ...findShapeProblems(run),
        ...findListingProblems(run, listed),
      ];
    case 'noise_floor':
      return [...findRowProblems(run), ...findGroupProblems(run)];
    case 'checksum':
      return atMost('/checksums', run.checksums.length, 'segmentsCompared', run.segmentsCompared);
    case 'event_order':
      return atMost('/violations', run.violations.length, 'violationCount', run.violationCount);
    case 'performance':
      return [
        ...findEndProblems(run),
        ...findSideProblems('legacy', run.legacy),
        ...findSideProblems('target', run.target),
      ];
    case 'replication_lag':
      return findLagProblems(run.lag);
    case 'aggregate':
      return findTotalProblems(run);
    case 'record_count':
    case 'schema':
    case 'scenario':
      return [];
  }
}

/** Of two figures for one total nobody knows which one holds. */
function findTotalProblems({ aggregates }: RunOf<'aggregate'>): Problem[] {
  const seen = new Set<string>();
  return aggregates.flatMap((total, i) => {
    const name = nameOfTotal(total);
    const isTwice = seen.has(name);
    seen.add(name);
    return isTwice ? [{ pointer: `/aggregates/${i}`, message: `${name} is listed twice` }] : [];
  });
}

/** Requests were measured while they came: not after the moment up to which the run says that it read. */
function findEndProblems({ window, asOf }: Extract<Run, { kind: 'performance' }>): Problem[] {
  const readMs = Math.min(msOf(asOf.legacy.time), msOf(asOf.target.time));
  if (!window || msOf(window.to) <= readMs + CLOCK_TOLERANCE_MS) return [];
  return [
    { pointer: '/window/to', message: `lies after /asOf: what was read until ${isoOf(readMs)} holds no later request` },
  ];
}

/** `modified` is about one field, the other classes about a row. */
function findShapeProblems({ differences }: Extract<Run, { kind: 'field_level' }>): Problem[] {
  return differences.flatMap((difference, i) => {
    const aboutField = difference.field !== undefined;
    if (aboutField === (difference.class === 'modified')) return [];
    return {
      pointer: `/differences/${i}/field`,
      message: aboutField
        ? 'must be absent: the whole row differs'
        : 'is missing: a modified row is listed once for each field that differs',
    };
  });
}

function atMost(pointer: string, listed: number, name: string, most: number): Problem[] {
  return listed <= most
    ? []
    : [{ pointer, message: `lists ${countText(listed)}, more than ${name}, ${countText(most)}` }];
}

export function findLagProblems({
  p50Ms,
  p95Ms,
  maxMs,
}: Pick<RunOf<'replication_lag'>['lag'], 'p50Ms' | 'p95Ms' | 'maxMs'>): Problem[] {
  return p50Ms <= p95Ms && p95Ms <= maxMs ? [] : [{ pointer: '/lag', message: 'must ascend: p50Ms ≤ p95Ms ≤ maxMs' }];
}

export function findSideProblems(
  side: 'legacy' | 'target',
  { requests, errors, latency }: { requests: number; errors: number; latency: Histogram },
): Problem[] {
  const problems: Problem[] = [];
  const measured = latency.reduce((sum, bucket) => sum + bucket.count, 0);
  if (measured !== requests) {
    problems.push({
      pointer: `/${side}/latency`,
      message: `the buckets hold ${countText(measured)} requests, ${side}.requests says ${countText(requests)}`,
    });
  }
  if (errors > requests)
    problems.push({ pointer: `/${side}/errors`, message: `cannot exceed requests, ${countText(requests)}` });
  return problems;
}
