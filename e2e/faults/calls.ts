import type { Saying } from './workload.ts';

/** One HTTP call of an agent; `name` says which one it is in words. */
export type Call = { name: string; path: string; body: object };

/** What has to be called to say it, in the order of a well-behaved agent. */
export function callsOf(saying: Saying, checkIds: Readonly<Record<string, string>>): Call[] {
  const idOf = (check: string) => {
    const id = checkIds[check];
    if (id === undefined) throw new Error(`The plan has no check "${check}".`);
    return id;
  };
  if (saying.type === 'metrics') {
    const points = saying.points.map(({ check, ...point }) => ({ ...point, checkId: idOf(check) }));
    return [{ name: `metrics from ${points[0]?.at}`, path: 'ingest/metrics', body: { protocol: 1, points } }];
  }
  const { runId, kind } = saying.run;
  const checkId = idOf(saying.check);
  const run = { ...saying.run, checkId };
  if (saying.type === 'run') return [{ name: `run ${runId}`, path: 'ingest/runs', body: run }];
  return [
    { name: `open ${runId}`, path: 'ingest/runs/open', body: { protocol: 1, runId, checkId, kind } },
    ...saying.chunks.map((differences, chunk) => ({
      name: `chunk ${chunk} of ${runId}`,
      path: 'ingest/runs/differences',
      body: { protocol: 1, runId, chunk, differences },
    })),
    { name: `complete ${runId}`, path: 'ingest/runs/complete', body: { chunks: saying.chunks.length, run } },
  ];
}
