import { ZodError, type z } from 'zod';
import { callParallax } from '../client/parallax-client.ts';
import type { CommandContext } from '../command-line.ts';
import { UserError } from '../user-error.ts';

export type ConnectionFlags = { server?: string; key?: string };
export type Connection = {
  get<T extends z.ZodType>(path: string, answer: T): Promise<z.output<T>>;
  post<T extends z.ZodType>(path: string, body: unknown, answer: T): Promise<z.output<T>>;
};

/** A moment's trouble on the way shall fail no pipeline. */
const PATIENCE_MS = 5_000;

/**
 * Reads are tried again for a while. What changes something is sent once: whether it went through could not be known. `limitMs`: a read that
 * has taken so long is given up, also while the server is still thinking.
 */
export function connect(flags: ConnectionFlags, context: CommandContext, limitMs?: number): Connection {
  const server = flags.server ?? context.env.PARALLAX_URL;
  const key = flags.key ?? context.env.PARALLAX_KEY;
  if (!server) throw new UserError('Where is Parallax? Set PARALLAX_URL, or pass --server https://…');
  if (!key) throw new UserError('Parallax wants a key: set PARALLAX_KEY. A lead makes one on "Agents & keys".');
  const options = { url: server, key, signal: context.signal };
  return {
    get: (path, answer) =>
      understood(callParallax({ ...options, patienceMs: PATIENCE_MS, limitMs }, 'GET', path, answer)),
    post: (path, body, answer) => understood(callParallax({ ...options, patienceMs: 0 }, 'POST', path, answer, body)),
  };
}

/** A proxy's page, or a Parallax of another version, is no answer. */
async function understood<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ZodError || error instanceof SyntaxError)) throw error;
    throw new UserError(
      'The answer is not one that this program knows from Parallax. Check the address and the version.',
    );
  }
}
