import { Socket } from 'node:net';
import { within } from './within.ts';

/** How long a server gets to answer a goodbye, or to give up what it is told to give up. */
export const GOODBYE_MS = 1_000;

/**
 * Every socket that a source opens: of connections, of those that are only being made, of cancellations. A driver forgets some of
 * them, when a server stops answering or a connection fails half-way, and one that is left keeps the whole program alive.
 */
export class Sockets {
  private readonly open = new Set<Socket>();
  private cut = false;

  /** One that is not connected yet. */
  create(): Socket {
    if (this.cut) throw new Error('The connection is closed.');
    const socket = new Socket();
    this.open.add(socket);
    socket.on('close', () => this.open.delete(socket));
    return socket;
  }

  /** Waits a moment for goodbyes under way, then cuts off whatever is still open. No other is opened afterwards. */
  async close(goodbyes: Promise<unknown>): Promise<void> {
    await within(2 * GOODBYE_MS, goodbyes);
    this.cut = true;
    for (const socket of this.open) socket.destroy();
  }
}
