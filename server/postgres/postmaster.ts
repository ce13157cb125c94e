import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { markProcess, type ProcessMark } from '../process/process-mark.ts';
import { type StopPlan, stopProcess } from '../process/stop-process.ts';
import type { Cluster } from './cluster.ts';
import { PostgresError } from './postgres-error.ts';

/** Fast shutdown (ends sessions, writes a checkpoint), then the immediate one, which is a crash PostgreSQL recovers from. */
export const FAST_STOP: StopPlan = [
  { signal: 'SIGINT', waitMs: 20_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
];

/** The server that an earlier, killed start left running on this data folder. */
export function findPostmaster(cluster: Pick<Cluster, 'dataDir'>): ProcessMark | null {
  const pid = readPid(cluster.dataDir);
  const mark = pid === null ? null : markProcess(pid);
  return mark && worksIn(mark.pid, cluster.dataDir) ? mark : null;
}

/** Stops what an earlier start left behind, so that the next one owns its server from the beginning. */
export async function clearLeftOver(cluster: Pick<Cluster, 'dataDir'>): Promise<void> {
  const left = findPostmaster(cluster);
  if (left && !(await stopProcess(left, FAST_STOP))) {
    throw new PostgresError(
      `PostgreSQL of an earlier start (process ${left.pid}) does not stop. End it, then start again.`,
    );
  }
  // PostgreSQL trusts the number in the file and would refuse because of an innocent process that has it now.
  const pid = readPid(cluster.dataDir);
  if (pid !== null && !findPostmaster(cluster)) rmSync(join(cluster.dataDir, 'postmaster.pid'), { force: true });
}

function readPid(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** A postmaster's working directory is its data folder: proof that the process is this cluster's. */
function worksIn(pid: number, dataDir: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return false;
  }
}
