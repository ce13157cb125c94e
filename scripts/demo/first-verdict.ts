import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from './person.ts';
import { MIGRATION } from './set-up.ts';

const POLL_MS = 2_000;

/** Waits until every check has a result that is not overdue, telling how far it is; answers what the go / no-go page says then. */
export async function waitForVerdict(
  person: Person,
  migrationId: string,
  onProgress: (line: string) => void,
  signal: AbortSignal,
) {
  let reported = -1;
  for (;;) {
    const { datasets } = await person.evidence.overview.query({ migrationId });
    const checks = datasets.flatMap((dataset) => dataset.checks);
    const done = checks.filter((check) => check.freshness === 'fresh' || isFedByWorkload(check.kind)).length;
    if (done > reported) onProgress(`Comparing both systems: ${done} of ${checks.length} checks have a fresh result …`);
    reported = Math.max(reported, done);
    if (done > 0 && done === checks.length) return await person.verdict.get.query({ slug: MIGRATION.slug });
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** Telemetry comes minute by minute and brings no runs. */
function isFedByWorkload(kind: string): boolean {
  return kind === 'performance' || kind === 'replication_lag';
}
