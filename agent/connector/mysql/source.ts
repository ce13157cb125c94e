import type { Connection } from 'mysql2';
import type { OpenOptions, Snapshot, Source } from '../connector.ts';
import { Limit } from '../limit.ts';
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
  const pool = new Pool(
    () => connect(address, options.applicationName),
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
      return await work(connection).finally(() => pool.giveBack(connection));
    } finally {
      leave();
    }
  }

  const server = await withConnection(scans, identify);
  const onAbort = () => void pool.dropAll();
  options.signal.addEventListener('abort', onAbort, { once: true });

  return {
    engine: 'mysql',
    describe: (ref) => withConnection(scans, (connection) => describeTable(connection, server, ref)),
    load: () => withConnection(questions, (connection) => readLoad(connection, server, pool.ids)),
    snapshot: async (purpose): Promise<Snapshot> => {
      const leave = await (purpose === 'scan' ? scans : rereads).enter();
      try {
        const connection = await take();
        const done = (healthy: boolean) => {
          if (healthy) pool.giveBack(connection);
          if (healthy) leave();
          else void pool.drop([connection]).then(leave);
        };
        return await openSnapshot(connection, server, options.signal, done).catch(async (error: unknown) => {
          await pool.drop([connection]);
          throw error;
        });
      } catch (error) {
        leave();
        throw error;
      }
    },
    close: async () => {
      options.signal.removeEventListener('abort', onAbort);
      await pool.close();
    },
  };
}
