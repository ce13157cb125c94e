import type { Socket } from 'node:net';
import { type Connection, createConnection } from 'mysql2';
import { didYouMean } from '../../find-name.ts';
import { UserError } from '../../user-error.ts';
import { Sockets } from '../sockets.ts';
import type { Address } from './address.ts';
import { ask } from './ask.ts';
import { codeOf, messageOf } from './failures.ts';

const CONNECT_TIMEOUT_MS = 20_000;

const socketOf = new WeakMap<Connection, Socket>();

/** Opens a connection over one of `sockets`. Throws `UserError` that says what is in the way. */
export async function connect(
  address: Address,
  applicationName: string,
  sockets: Sockets = new Sockets(),
): Promise<Connection> {
  try {
    return await open(address, applicationName, sockets);
  } catch (error) {
    throw new UserError(await reasonOf(error, address, applicationName, sockets));
  }
}

/** Cuts a connection off. What waits for its answers fails; by the driver's own way it would wait for ever. */
export function cutOff(connection: Connection): void {
  socketOf.get(connection)?.destroy();
}

function open({ place: _, ...address }: Address, applicationName: string, sockets: Sockets): Promise<Connection> {
  const { socketPath, host = 'localhost', port = 3306 } = address;
  const socket = sockets.create();
  return new Promise((resolve, reject) => {
    const connection = createConnection({
      ...address,
      charset: 'utf8mb4',
      connectTimeout: CONNECT_TIMEOUT_MS,
      connectAttributes: { program_name: applicationName },
      stream: () => {
        socket.setNoDelay(true).setKeepAlive(true);
        return socketPath === undefined ? socket.connect(port, host) : socket.connect(socketPath);
      },
    });
    socketOf.set(connection, socket);
    connection.on('error', reject);
    connection.connect((error) => {
      if (error) {
        socket.destroy();
        reject(error);
      } else resolve(connection);
    });
  });
}

async function reasonOf(error: unknown, address: Address, applicationName: string, sockets: Sockets): Promise<string> {
  const { user, database = '', place } = address;
  const code = codeOf(error);
  if (code === 'ER_ACCESS_DENIED_ERROR') {
    return `MySQL at ${place} does not let user "${user}" in: ${messageOf(error)}. Check user and password, and from which hosts the user may connect.`;
  }
  if (code === 'ER_DBACCESS_DENIED_ERROR') {
    return `User "${user}" may not use the database "${database}" at ${place}. The agent needs GRANT SELECT ON \`${database}\`.* TO this user.`;
  }
  if (code === 'ER_BAD_DB_ERROR') {
    const names = await databasesOf(address, applicationName, sockets).catch(() => []);
    return `There is no database "${database}" at ${place}. ${didYouMean(database, names)}`;
  }
  return `Cannot connect to MySQL at ${place}: ${messageOf(error)}`;
}

/** Databases that the user may see, but the server's own. */
async function databasesOf(
  { database: _, ...address }: Address,
  applicationName: string,
  sockets: Sockets,
): Promise<string[]> {
  const connection = await open(address, applicationName, sockets);
  try {
    const rows = await ask(connection, 'show databases');
    return rows.flatMap(([name]) =>
      name && !/^(information_schema|performance_schema|mysql|sys)$/.test(name) ? [name] : [],
    );
  } finally {
    cutOff(connection);
  }
}
