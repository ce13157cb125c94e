import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** A wire to the server, which can go silent (connections stay, nothing comes) or be gone (nobody listens), and come back. */
export async function openWire(to: string) {
  let server: Server;
  let sockets: Socket[] = [];
  let isSilent = false;
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = createServer((near) => {
        const far = dial({ port: Number(to), host: 'localhost' });
        sockets.push(near, far);
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          one.on('data', (chunk) => isSilent || other.write(chunk));
          one.on('error', () => other.destroy());
          one.on('close', () => other.destroy());
        }
      });
      // A TCP server that listens has an address with a port.
      server.listen(port, 'localhost', () => resolve((server.address() as AddressInfo).port));
    });
  const port = await listen(0);
  return {
    port,
    silent: async () => {
      isSilent = true;
    },
    gone: async () => {
      for (const socket of sockets) socket.destroy();
      sockets = [];
      await new Promise((resolve) => server.close(resolve));
    },
    back: async () => {
      isSilent = false;
      for (const socket of sockets) socket.destroy();
      sockets = [];
      if (!server.listening) await listen(port);
    },
  };
}
