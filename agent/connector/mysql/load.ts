import type { Connection } from 'mysql2';
import { UserError } from '../../user-error.ts';
import type { Load } from '../connector.ts';
import { ask, askRecords } from './ask.ts';
import { codeOf } from './failures.ts';
import type { Server } from './session.ts';

const MAY_SEE = "select count(*) from information_schema.user_privileges where privilege_type in ('PROCESS', 'SUPER')";
const RUNNING = "select id from information_schema.processlist where command in ('Query', 'Execute')";
/** Words for a server that has no such statement yet, or none any more. */
const UNKNOWN_STATEMENT = 'ER_PARSE_ERROR';

/** Statements of others (not of the connections `own`) that run, and how far this server is behind if it is a replica. */
export async function readLoad(connection: Connection, server: Server, own: ReadonlySet<number>): Promise<Load> {
  const [[maySee] = []] = await ask(connection, MAY_SEE);
  if (maySee === '0') {
    throw new UserError(
      "pauseWhen: this user may not see what others do. Let it: GRANT PROCESS ON *.* TO the agent's user.",
    );
  }
  const running = await ask(connection, RUNNING);
  const others = running.filter(([id]) => !own.has(Number(id)) && Number(id) !== connection.threadId);
  return { replicaLagMs: await lagMs(connection, server), runningQueries: others.length };
}

/** Null where this is no replica. */
async function lagMs(connection: Connection, server: Server): Promise<number | null> {
  try {
    const statement = server.kind === 'mariadb' ? 'show all slaves status' : 'show replica status';
    const replicas = await askRecords(connection, statement);
    const seconds = replicas.map((one) => one.get('Seconds_Behind_Source') ?? one.get('Seconds_Behind_Master') ?? null);
    if (seconds.length === 0) return null;
    // A replica that does not run is behind, nobody knows how far.
    if (seconds.includes(null)) return Number.MAX_SAFE_INTEGER;
    return Math.max(...seconds.map((one) => Number(one) * 1_000));
  } catch (error) {
    if (codeOf(error) === UNKNOWN_STATEMENT) return null;
    if (codeOf(error) === 'ER_SPECIFIC_ACCESS_DENIED_ERROR') {
      const right = server.kind === 'mariadb' ? 'SLAVE MONITOR' : 'REPLICATION CLIENT';
      throw new UserError(
        `pauseWhen: this user may not see how far a replica is behind. Let it: GRANT ${right} ON *.* TO the agent's user.`,
      );
    }
    throw error;
  }
}
