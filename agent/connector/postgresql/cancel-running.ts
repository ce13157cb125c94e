import type { Client } from 'pg';
import type { Sockets } from '../sockets.ts';

/** "Cancel", as the protocol numbers it: 1234 and 5678, where a version would stand. */
const CANCEL = 80_877_102;
const PATIENCE_MS = 3_000;

/**
 * Tells the server to give up what a connection is waiting for. Closing the socket would not stop a statement that only computes.
 * The request goes over a socket without a session, so it takes none of the connections the agent may have. Never throws: what
 * cannot be cancelled ends by itself.
 */
export async function cancelRunning(client: Client, sockets: Sockets): Promise<void> {
  const pid = 'processID' in client ? Number(client.processID) : 0;
  const secret = 'secretKey' in client ? Number(client.secretKey) : 0;
  if (!pid) return;
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(CANCEL, 4);
  request.writeInt32BE(pid, 8);
  request.writeInt32BE(secret, 12);
  const { host, port } = client;
  await new Promise<void>((resolve) => {
    const socket = sockets.create();
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => {});
    // The server closes the socket once it has passed the cancellation on.
    socket.on('close', () => resolve());
    if (host.startsWith('/')) socket.connect(`${host}/.s.PGSQL.${port}`);
    else socket.connect(port, host);
    socket.end(request);
  });
}
