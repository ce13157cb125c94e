import type { RunDetail } from '#core/evidence/schema.ts';
import { totalDiffers } from '#core/run/total.ts';

type Run = NonNullable<RunDetail['run']>;

/** A number a run reports, by name. `neutral`: its size alone is neither good nor bad. */
export type Figure = { name: string; value: number; unit?: 'ms'; neutral?: true };

/** The figures of a run in the order they are read, whatever its kind: what two runs of one check are compared by. */
export function figuresOf(run: Run): Figure[] {
  switch (run.kind) {
    case 'record_count':
      return [rows('Rows in legacy', run.counts.legacy), rows('Rows in target', run.counts.target)];
    case 'field_level':
    case 'noise_floor':
      return [
        rows('Rows in legacy', run.counts.legacy),
        rows('Rows in target', run.counts.target),
        rows('Identical', run.counts.identical),
        { name: 'Modified', value: run.counts.modified },
        { name: 'Missing in target', value: run.counts.missingInTarget },
        { name: 'Extra in target', value: run.counts.extraInTarget },
        { name: 'Duplicate in target', value: run.counts.duplicateInTarget },
        { name: 'Suspected, legacy side', value: run.counts.suspectedLegacy },
        { name: 'Suspected, target side', value: run.counts.suspectedTarget },
      ];
    case 'checksum':
      return [
        rows('Segments compared', run.segmentsCompared),
        { name: 'Segments that differ', value: run.checksums.length },
      ];
    case 'aggregate':
      return [
        rows('Totals compared', run.aggregates.length),
        { name: 'Totals that differ', value: run.aggregates.filter(totalDiffers).length },
      ];
    case 'schema':
      return [rows('Columns compared', run.columnsCompared), { name: 'Findings', value: run.items.length }];
    case 'event_order':
      return [rows('Events', run.events), { name: 'Violations', value: run.violationCount }];
    case 'replication_lag':
      return [
        rows('Samples', run.lag.samples),
        { name: 'Lag p50', value: run.lag.p50Ms, unit: 'ms' },
        { name: 'Lag p95', value: run.lag.p95Ms, unit: 'ms' },
        { name: 'Lag, longest', value: run.lag.maxMs, unit: 'ms' },
      ];
    case 'performance':
      return [
        rows('Requests, legacy', run.legacy.requests),
        rows('Requests, target', run.target.requests),
        { name: 'Errors, legacy', value: run.legacy.errors },
        { name: 'Errors, target', value: run.target.errors },
        { name: 'Failed transactions, legacy', value: run.legacy.failedTransactions },
        { name: 'Failed transactions, target', value: run.target.failedTransactions },
      ];
    case 'scenario':
      return (['passed', 'failed', 'skipped'] as const).map((result) => ({
        name: result[0]?.toUpperCase() + result.slice(1),
        value: run.scenarios.filter((scenario) => scenario.result === result).length,
      }));
  }
}

function rows(name: string, value: number): Figure {
  return { name, value, neutral: true };
}
