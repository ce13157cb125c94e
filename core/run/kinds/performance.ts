import { Decimal } from 'decimal.js';
import { DEFAULT_PERCENTILE } from '../../check/default-percentile.ts';
import { counted } from '../../format/count.ts';
import { quantileOf } from '../../metrics/quantile.ts';
import { fewestSamples } from '../../stats/fewest-samples.ts';
import { findsNone, plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';
import { findEndProblems, findSideProblems } from '../tie-telemetry.ts';

export const performance: RunKind<RunOf<'performance'>> = {
  ...plain,
  ...findsNone,
  judge({ target }, { tolerances }) {
    const percentile = tolerances.percentile ?? DEFAULT_PERCENTILE;
    const measured = quantileOf(target.latency, percentile);
    if (measured === null) return 'not_evaluated';
    const { slaMs } = tolerances;
    if (slaMs !== undefined && (measured.upToMs === null || new Decimal(measured.upToMs).gt(slaMs))) return 'mismatch';
    return measured.requests < fewestSamples(percentile) ? 'inconclusive' : 'match';
  },
  describe({ target }) {
    const p95 = quantileOf(target.latency, '0.95');
    if (p95 === null) return 'no requests on the target';
    const figure = p95.upToMs === null ? 'p95 beyond the last bucket' : `p95 ${p95.upToMs} ms`;
    return `${counted(target.requests, 'request')} on the target, ${figure}`;
  },
  findProblems: (run) => [
    ...findEndProblems(run),
    ...findSideProblems('legacy', run.legacy),
    ...findSideProblems('target', run.target),
  ],
  claims: ({ coverage: { compared }, legacy, target }) =>
    // Coverage may be of legacy's requests, or of the target's alone.
    compared > 0 && compared === legacy.requests
      ? []
      : [{ pointer: '/target/requests', units: target.requests, unit: 'request' }],
  looked: ({ legacy, target }) => [
    ['legacy request', legacy.requests],
    ['target request', target.requests],
  ],
};
