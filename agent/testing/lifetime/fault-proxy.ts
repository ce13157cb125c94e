import { connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to a connection at a step: a piece of bytes that has just arrived from either end, counted over all connections. */
export type WireFault = 'drop' | 'reset' | 'half close' | 'delay' | 'vanish' | 'refuse the next' | 'swallow';

const DELAY_MS = 700;

/** Lies between the agent and one server, and does something to it once. */
export type FaultProxy = {
  port: number;
  /** Pieces of bytes that have passed so far. */
  steps(): number;
  /** Whether the fault has happened. */
  struck(): boolean;
  close(): Promise<void>;
};

export type Planned = { step: number; fault: WireFault | (() => Promise<void>) };

export async function startFaultProxy(serverPort: number, planned: Planned | null): Promise<FaultProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let steps = 0;
  let struck = false;
  let refusing = false;
  const server = createServer((near) => {
    if (refusing) return void near.resetAndDestroy();
    const far = connect(serverPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    let swallowed = false;
    for (const [from, to] of [pair, [far, near] as const]) {
      from.setNoDelay(true);
      from.on('error', () => {});
      // Whoever is left alone is told so at once: no session outlives the agent's end of it.
      from.on('close', () => {
        pairs.delete(pair);
        if (from === near || !swallowed) to.destroy();
      });
      from.on('end', () => to.end());
      from.on('data', async (bytes) => {
        if (swallowed) return;
        steps += 1;
        if (planned && !struck && steps >= planned.step) {
          struck = true;
          from.pause();
          const { fault } = planned;
          if (typeof fault === 'function') await fault();
          else if (fault === 'delay') await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
          else if (fault === 'swallow') swallowed = true;
          else if (fault === 'refuse the next') refusing = true;
          else strike(fault, near, pairs, server);
          from.resume();
          if (swallowed) return;
        }
        if (to.writable) to.write(bytes);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    steps: () => steps,
    struck: () => struck,
    close: async () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function strike(
  fault: 'drop' | 'reset' | 'half close' | 'vanish',
  near: Socket,
  pairs: ReadonlySet<readonly [Socket, Socket]>,
  server: Server,
): void {
  if (fault === 'drop') near.destroy();
  if (fault === 'reset') near.resetAndDestroy();
  if (fault === 'half close') near.end();
  if (fault === 'vanish') {
    server.close();
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  }
}
