import { countText } from '../../format/count.ts';
import { fewestSamples } from '../../stats/fewest-samples.ts';
import { findsNone, plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';
import { findLagProblems } from '../tie-telemetry.ts';

export const replicationLag: RunKind<RunOf<'replication_lag'>> = {
  ...plain,
  ...findsNone,
  judge({ lag }, { tolerances }) {
    if (lag.samples === 0) return 'not_evaluated';
    const limit = tolerances.lagLimitMs ?? tolerances.lagMs;
    if (limit !== undefined && lag.p95Ms > limit) return 'mismatch';
    return lag.samples < fewestSamples('0.95') ? 'inconclusive' : 'match';
  },
  describe: ({ lag }) => (lag.samples === 0 ? 'nothing measured' : `lag ${countText(lag.p95Ms)} ms at p95`),
  findProblems: ({ lag }) => findLagProblems(lag),
  claims: ({ lag }) => [{ pointer: '/lag/samples', units: lag.samples, unit: 'sample' }],
  looked: ({ lag }) => [['sample', lag.samples]],
};
