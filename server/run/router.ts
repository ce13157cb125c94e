import { read, router } from '../trpc.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';

export const runRouter = router({
  list: read(listRuns, { method: 'GET', path: '/runs', summary: 'Runs, newest first' }),
  get: read(getRun, { method: 'GET', path: '/runs/{runId}', summary: 'Everything a run said' }),
});
