import type { Problem } from '../errors.ts';
import { counted, countText } from '../format/count.ts';
import type { Run, RunOf } from './schema.ts';
import { isKnown, isZero, type Total } from './total.ts';

/**
 * Where a run says twice how much it looked at, and the two do not fit. What its kind reports is checked (rows, segments, columns, events,
 * samples, requests, scenarios), so that figure is at most what `coverage` says was looked at; coverage may be more where it counts in
 * another unit, since nothing is better for it.
 */
export function findCoverageProblems(run: Run): Problem[] {
  const own = [...findPopulationProblems(run), ...findIdleProblems(run)];
  return own.length > 0 ? own : [...findUnitProblems(run), ...findKindProblems(run)];
}

function findPopulationProblems(run: Run): Problem[] {
  const { method, population, compared, skippedChunks } = run.coverage;
  if (population === null) return [];
  if (compared > population) {
    return [{ pointer: '/coverage/compared', message: `cannot exceed /coverage/population, ${countText(population)}` }];
  }
  if (method === 'full' && skippedChunks === 0 && compared < population) {
    return [
      {
        pointer: '/coverage/compared',
        message: `a full scan without skipped chunks compares the whole population, ${countText(population)}, not ${countText(compared)}`,
      },
    ];
  }
  const isOfRows = run.kind === 'field_level' || run.kind === 'noise_floor';
  // A whole scan is held to its rows one by one.
  if (!isOfRows || (method === 'full' && skippedChunks === 0) || run.counts.legacy <= population) return [];
  return [
    {
      pointer: '/coverage/population',
      message: `is ${countText(population)}, but /counts/legacy says that there are ${countText(run.counts.legacy)}: send all legacy rows that there are as population, or null`,
    },
  ];
}

/** Nothing was looked at, and yet it says what was found there. Rows are tied on their own, and a segment may hold none. */
function findIdleProblems(run: Run): Problem[] {
  if (run.coverage.compared > 0) return [];
  const found = unitsOf(run).find(({ units }) => units > 0);
  if (!found || run.kind === 'checksum') return [];
  return [
    {
      pointer: '/coverage/compared',
      message: `is 0: nothing was looked at, but ${found.pointer} holds ${countText(found.units)}`,
    },
  ];
}

function findUnitProblems(run: Run): Problem[] {
  const { compared } = run.coverage;
  // Several totals may be of one row, and segments of an empty table hold none.
  if (run.kind === 'aggregate' || (run.kind === 'checksum' && compared === 0)) return [];
  return unitsOf(run).flatMap(({ pointer, units, unit }) =>
    units <= compared
      ? []
      : [
          {
            pointer,
            message: `says ${counted(units, unit)}, but /coverage/compared says that ${countText(compared)} were looked at: send the real number in both`,
          },
        ],
  );
}

const saysSomething = (total: Total) => isKnown(total) && !isZero(total);

type Units = { pointer: string; units: number; unit: string };

/** How much a run says it looked at, beside its coverage. */
function unitsOf(run: Run): Units[] {
  switch (run.kind) {
    case 'checksum': {
      // One that differs may hold rows of one side alone, and one in which rows moved too.
      const matching = run.segmentsCompared - run.checksums.length - run.coverage.skippedChunks;
      return [{ pointer: '/segmentsCompared', units: matching, unit: 'segment' }];
    }
    case 'aggregate':
      // 0 on both sides is what there is of nothing.
      return [{ pointer: '/aggregates', units: run.aggregates.filter(saysSomething).length, unit: 'total' }];
    case 'schema':
      return [{ pointer: '/columnsCompared', units: run.columnsCompared, unit: 'column' }];
    case 'event_order':
      return [{ pointer: '/events', units: run.events, unit: 'event' }];
    case 'replication_lag':
      return [{ pointer: '/lag/samples', units: run.lag.samples, unit: 'sample' }];
    case 'performance':
      // Coverage may be of legacy's requests, or of the target's alone.
      return run.coverage.compared > 0 && run.coverage.compared === run.legacy.requests
        ? []
        : [{ pointer: '/target/requests', units: run.target.requests, unit: 'request' }];
    case 'scenario':
      return [{ pointer: '/scenarios', units: run.scenarios.length, unit: 'scenario' }];
    case 'record_count':
    case 'field_level':
    case 'noise_floor':
      return [];
  }
}

function findKindProblems(run: Run): Problem[] {
  switch (run.kind) {
    case 'record_count':
      return findCountedProblems(run);
    case 'checksum':
      return findSegmentProblems(run);
    case 'schema':
      return findColumnProblems(run);
    case 'event_order':
      return findEventProblems(run);
    case 'field_level':
    case 'noise_floor':
    case 'aggregate':
    case 'replication_lag':
    case 'performance':
    case 'scenario':
      return [];
  }
}

/** Of a whole count, coverage is legacy's rows, the target's, those of both, or anything between: agents say it differently. */
function findCountedProblems({ counts, coverage, window }: RunOf<'record_count'>): Problem[] {
  const { legacy, target } = counts;
  const [least, most] = [Math.min(legacy, target), legacy + target];
  if (coverage.method !== 'full' || coverage.skippedChunks > 0 || window !== null) return [];
  if (coverage.compared >= least && coverage.compared <= most) return [];
  return [
    {
      pointer: '/coverage/compared',
      message: `is ${countText(coverage.compared)}, but /counts holds ${counted(legacy, 'legacy row')} and ${countText(target)} of the target: send the larger of the two`,
    },
  ];
}

/**
 * A segment that matches holds a row of each side at least: an empty one compares nothing, and many of them would make few that differ look
 * fewer. Rows that moved while they were read may be alone in a segment.
 */
function findSegmentProblems({ segmentsCompared, checksums, rows, coverage }: RunOf<'checksum'>): Problem[] {
  const names = new Set<string>();
  const twice = checksums.flatMap(({ segment }, i) => {
    const isTwice = names.has(segment);
    names.add(segment);
    return isTwice
      ? [{ pointer: `/checksums/${i}/segment`, message: `${JSON.stringify(segment)} is listed twice` }]
      : [];
  });
  if (!rows || (rows.legacy === 0 && rows.target === 0)) return twice;
  const [larger, smaller] = [Math.max(rows.legacy, rows.target), Math.min(rows.legacy, rows.target)];
  const matching = segmentsCompared - checksums.length;
  const isSparse = matching > larger + coverage.skippedChunks || segmentsCompared > rows.legacy + rows.target;
  const isOther = coverage.compared !== segmentsCompared && coverage.compared < smaller;
  return [
    ...twice,
    ...(isSparse
      ? [
          {
            pointer: '/segmentsCompared',
            message: `says ${counted(segmentsCompared, 'segment')}, but /rows holds ${counted(larger, 'row')} on the larger side: do not count segments without rows`,
          },
        ]
      : []),
    ...(isOther
      ? [
          {
            pointer: '/coverage/compared',
            message: `is ${countText(coverage.compared)}, but /rows says that the segments hold ${countText(smaller)} at least: send the rows of the larger side`,
          },
        ]
      : []),
  ];
}

/** A column that changed is on both sides, so it was compared. */
function findColumnProblems({ items, columnsCompared }: RunOf<'schema'>): Problem[] {
  const changed = items.filter(({ item }) => item === 'type_changed' || item === 'nullability_changed');
  const columns = new Set(changed.map(({ column }) => column)).size;
  if (columns <= columnsCompared) return [];
  return [
    {
      pointer: '/columnsCompared',
      message: `is ${countText(columnsCompared)}, but the items name ${counted(columns, 'column')} that changed: count these too`,
    },
  ];
}

/** An event that came twice or too late was looked at; one that is missing was not. */
function findEventProblems({ events, violations }: RunOf<'event_order'>): Problem[] {
  const seen = violations.filter(({ kind }) => kind !== 'missing').length;
  if (seen <= events) return [];
  return [
    {
      pointer: '/events',
      message: `is ${countText(events)}, but ${countText(seen)} that came twice or out of order are listed: count these too`,
    },
  ];
}
