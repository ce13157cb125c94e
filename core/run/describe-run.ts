import { counted, countText } from '../format/count.ts';
import { quantileOf } from '../metrics/quantile.ts';
import type { Run, RunOf } from './schema.ts';

/** What a run found, in one short line: "12,310 rows, all match", "41 of 8,240 rows differ". */
export function describeRun(run: Run): string {
  if (run.failure) return `could not compare: ${run.failure.message}`;
  const { skippedChunks } = run.coverage;
  const skipped = skippedChunks > 0 ? `, ${counted(skippedChunks, 'chunk')} skipped` : '';
  return `${describeValues(run)}${skipped}`;
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
      return outOf(differ, run.segmentsCompared, 'segment');
    }
    case 'aggregate':
      return `${counted(run.aggregates.length, 'total')} compared`;
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

function describeRows({ counts, coverage }: RunOf<'field_level'> | RunOf<'noise_floor'>): string {
  const differ = counts.modified + counts.missingInTarget + counts.extraInTarget + counts.duplicateInTarget;
  const suspected = Math.max(counts.suspectedLegacy, counts.suspectedTarget);
  // Rows that exist on the target only are compared too.
  const rows = counts.compared + counts.extraInTarget + counts.duplicateInTarget;
  const found = outOf(differ, rows, coverage.method === 'sample' ? 'sampled row' : 'row', suspected > 0);
  return suspected > 0 ? `${found}, ${countText(suspected)} suspected` : found;
}

function outOf(differ: number, total: number, what: string, butSuspected = false): string {
  if (total === 0) return `no ${what}s compared`;
  if (differ > 0) return `${countText(differ)} of ${counted(total, what)} differ`;
  return butSuspected ? `${counted(total, what)}, none differ` : `${counted(total, what)}, all match`;
}

function describePerformance({ target }: RunOf<'performance'>): string {
  const p95 = quantileOf(target.latency, '0.95');
  if (p95 === null) return 'no requests on the target';
  const figure = p95.upToMs === null ? 'p95 beyond the last bucket' : `p95 ${p95.upToMs} ms`;
  return `${counted(target.requests, 'request')} on the target, ${figure}`;
}
