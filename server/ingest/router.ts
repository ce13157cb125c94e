import { getOwnRequest, listOwnRequests } from '../request-log/queries.ts';
import { mutation, read, router } from '../trpc.ts';
import { appendDifferences } from './append-differences.ts';
import { completeRun } from './complete-run.ts';
import { openRun } from './open-run.ts';
import { pushMetrics } from './push-metrics.ts';
import { recordHeartbeat } from './record-heartbeat.ts';
import { submitRun } from './submit-run.ts';
import { validateRun } from './validate-run.ts';

export const ingestRouter = router({
  submitRun: mutation(submitRun, { method: 'POST', path: '/ingest/runs', summary: 'A whole run in one call' }),
  validateRun: mutation(validateRun, {
    method: 'POST',
    path: '/ingest/validate',
    summary: 'Try a whole run: checked like a real one, nothing is kept',
  }),
  openRun: mutation(openRun, { method: 'POST', path: '/ingest/runs/open', summary: 'Open a run that comes in chunks' }),
  appendDifferences: mutation(appendDifferences, {
    method: 'POST',
    path: '/ingest/runs/differences',
    summary: 'Add a numbered chunk of differences',
  }),
  completeRun: mutation(completeRun, {
    method: 'POST',
    path: '/ingest/runs/complete',
    summary: 'Close a chunked run: from then on it is evidence',
  }),
  metrics: mutation(pushMetrics, { method: 'POST', path: '/ingest/metrics', summary: 'Telemetry by the minute' }),
  heartbeat: mutation(recordHeartbeat, {
    method: 'POST',
    path: '/ingest/heartbeat',
    summary: 'Report that the agent is alive, and get the server’s time',
  }),
  requests: read(listOwnRequests, {
    method: 'GET',
    path: '/ingest/requests',
    summary: 'The calls of this very key, newest first, with everything that was wrong',
  }),
  request: read(getOwnRequest, {
    method: 'GET',
    path: '/ingest/requests/{id}',
    summary: 'One call of this very key, by its request id',
  }),
});
