import type { Load } from '../connector/connector.ts';
import type { PauseWhen } from '../connector/limits-schema.ts';

/** Why a source is too busy to be read, in words; null when it is not. */
export function busyReason(load: Load, limits: PauseWhen): string | null {
  const { replicaLagMs, runningQueries } = load;
  if (limits.replicaLagMs !== null && replicaLagMs !== null && replicaLagMs > limits.replicaLagMs)
    return `replication is ${seconds(replicaLagMs)} behind (limit ${seconds(limits.replicaLagMs)})`;
  if (limits.runningQueries !== null && runningQueries > limits.runningQueries)
    return `${runningQueries} statements of others are running (limit ${limits.runningQueries})`;
  return null;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
