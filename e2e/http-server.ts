import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

export type Seen = { method: string; path: string; body: string };
export type HttpServer = { url: string; seen: Seen[]; close: () => Promise<void> };

/** A socket in front of a fetch handler, so that a program of its own can call it. Keeps what was sent. */
export async function serve(handle: (req: Request) => Promise<Response>): Promise<HttpServer> {
  const seen: Seen[] = [];
  const server = createServer(async (req, res) => {
    const body = await buffer(req);
    seen.push({ method: req.method ?? '', path: req.url ?? '', body: readable(req, body) });
    const answer = await handle(requestOf(req, body));
    res.writeHead(answer.status, Object.fromEntries(answer.headers));
    res.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, seen, close };
}

function requestOf(req: IncomingMessage, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string') headers.set(name, value);
  return new Request(`http://${req.headers.host}${req.url}`, {
    method: req.method ?? 'GET',
    headers,
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
}

function readable(req: IncomingMessage, body: Buffer): string {
  return (req.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}
