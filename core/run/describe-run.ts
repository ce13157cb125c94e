import { counted, countText, listed } from '../format/count.ts';
import { quantileOf } from '../metrics/quantile.ts';
import { notComparedOf } from './judge-run.ts';
import type { Run, RunOf } from './schema.ts';
import { isZero } from './total.ts';

const MOST_NAMED = 10;

/** What a run found, in one short line: "12,310 rows, all match", "41 of 8,240 rows differ". */
export function describeRun(run: Run): string {
  if (run.failure) return `could not compare: ${run.failure.message}`;
  const { skippedChunks } = run.coverage;
  const skipped = skippedChunks > 0 ? `, ${counted(skippedChunks, 'chunk')} skipped` : '';
  return `${describeValues(run)}${skipped}${describeNotCompared(run)}`;
}

function describeNotCompared(run: Run): string {
  const columns = notComparedOf(run).map(({ column, side }) => `${column} (${side} only)`);
  return columns.length === 0 ? '' : `; not compared: ${listed(columns, MOST_NAMED)}`;
}

function describeValues(run: Run): string {
  switch (run.kind) {
    case 'record_count':
      return describeCounts(run.counts);
    case 'field_level':
    case 'noise_floor':
      return describeRows(run);
    case 'checksum': {
      const differ = run.checksums.filter((segment) => segment.legacy !== segment.target).length;
      return outOf(differ, run.segmentsCompared, 'segment', notComparedOf(run).length > 0 ? 'so far' : 'all');
    }
    case 'aggregate':
      return `${counted(run.aggregates.length, 'total')}${run.aggregates.every(isZero) ? ', 0 on both sides' : ' compared'}`;
    case 'schema':
      return run.items.length === 0
        ? `${counted(run.columnsCompared, 'column')}, all match`
        : `${counted(run.items.length, 'finding')} in ${counted(run.columnsCompared, 'column')}`;
    case 'event_order':
      return run.violationCount === 0
        ? `${counted(run.events, 'event')}, all in order`
        : `${counted(run.violationCount, 'violation')} in ${counted(run.events, 'event')}`;
    case 'replication_lag':
      return run.lag.samples === 0 ? 'nothing measured' : `lag ${countText(run.lag.p95Ms)} ms at p95`;
    case 'performance':
      return describePerformance(run);
    case 'scenario': {
      const passed = run.scenarios.filter((scenario) => scenario.result === 'passed').length;
      return `${countText(passed)} of ${counted(run.scenarios.length, 'scenario')} passed`;
    }
  }
}

function describeCounts({ legacy, target }: { legacy: number; target: number }): string {
  if (legacy === target) return `${counted(legacy, 'row')} on both sides`;
  const difference = Math.abs(target - legacy);
  return `${countText(legacy)} and ${counted(target, 'row')}: ${countText(difference)} ${target < legacy ? 'missing' : 'too many'} in the target`;
}

function describeRows(run: RunOf<'field_level'> | RunOf<'noise_floor'>): string {
  const { counts, coverage } = run;
  const differ = counts.modified + counts.missingInTarget + counts.extraInTarget + counts.duplicateInTarget;
  const suspected = Math.max(counts.suspectedLegacy, counts.suspectedTarget);
  // Rows that exist on the target only are compared too.
  const rows = counts.compared + counts.extraInTarget + counts.duplicateInTarget;
  const equal = suspected > 0 ? 'none' : notComparedOf(run).length > 0 ? 'so far' : 'all';
  const found = outOf(differ, rows, coverage.method === 'sample' ? 'sampled row' : 'row', equal);
  return suspected > 0 ? `${found}, ${countText(suspected)} suspected` : found;
}

const EQUAL = { all: ', all match', none: ', none differ', 'so far': ' match' } as const;

/** `equal`: what may be said where nothing differs. Not "all match" where rows are suspected or columns were not compared. */
function outOf(differ: number, total: number, what: string, equal: keyof typeof EQUAL): string {
  if (total === 0) return `no ${what}s compared`;
  return differ > 0
    ? `${countText(differ)} of ${counted(total, what)} differ`
    : `${counted(total, what)}${EQUAL[equal]}`;
}

function describePerformance({ target }: RunOf<'performance'>): string {
  const p95 = quantileOf(target.latency, '0.95');
  if (p95 === null) return 'no requests on the target';
  const figure = p95.upToMs === null ? 'p95 beyond the last bucket' : `p95 ${p95.upToMs} ms`;
  return `${counted(target.requests, 'request')} on the target, ${figure}`;
}
