import type { Connection } from 'mysql2';
import { UserError } from '../../user-error.ts';
import type { OpenOptions, Snapshot, Source } from '../connector.ts';
import { Limit } from '../limit.ts';
import { Sockets } from '../sockets.ts';
import { answered, LATE_MS } from '../within.ts';
import { addressOf, type MysqlConnection } from './address.ts';
import { connect } from './connect.ts';
import { describeTable } from './describe.ts';
import { readLoad } from './load.ts';
import { Pool } from './pool.ts';
import { identify, prepareSession } from './session.ts';
import { openSnapshot } from './snapshot.ts';

export async function openMysql(given: MysqlConnection, options: OpenOptions): Promise<Source> {
  const address = addressOf(given, options.baseFolder);
  const { maxConnections, pauseWhen } = given.limits;
  const scans = new Limit(maxConnections - (pauseWhen ? 2 : 1));
  const rereads = new Limit(1);
  const questions = new Limit(1);
  const patienceMs = given.statementTimeoutMs + LATE_MS;
  const sockets = new Sockets();
  const pool = new Pool(
    sockets,
    () => connect(address, options.applicationName, sockets),
    (connection) => prepareSession(connection, given.statementTimeoutMs),
  );

  async function take(): Promise<Connection> {
    options.signal.throwIfAborted();
    return await pool.take();
  }

  async function withConnection<T>(places: Limit, work: (connection: Connection) => Promise<T>): Promise<T> {
    const leave = await places.enter();
    try {
      const connection = await take();
      try {
        const answer = await answered(patienceMs, work(connection));
        pool.giveBack(connection);
        return answer;
      } catch (error) {
        // What a person can put right is no fault of the connection.
        if (error instanceof UserError) pool.giveBack(connection);
        else await pool.drop([connection]);
        throw error;
      }
    } finally {
      leave();
    }
  }

  const onAbort = () => void pool.close();
  options.signal.addEventListener('abort', onAbort, { once: true });
  const close = async () => {
    options.signal.removeEventListener('abort', onAbort);
    await pool.close();
  };
  const server = await withConnection(scans, identify).catch(async (error: unknown) => {
    await close();
    throw error;
  });

  return {
    engine: 'mysql',
    describe: (ref) => withConnection(scans, (connection) => describeTable(connection, server, ref)),
    load: () => withConnection(questions, (connection) => readLoad(connection, server, pool.ids)),
    snapshot: async (purpose): Promise<Snapshot> => {
      const leave = await (purpose === 'scan' ? scans : rereads).enter();
      try {
        const connection = await take();
        const done = async (healthy: boolean) => {
          if (healthy) pool.giveBack(connection);
          else await pool.drop([connection]);
          leave();
        };
        return await answered(patienceMs, openSnapshot(connection, server, options.signal, done)).catch(
          async (error: unknown) => {
            await pool.drop([connection]);
            throw error;
          },
        );
      } catch (error) {
        leave();
        throw error;
      }
    },
    close,
  };
}
