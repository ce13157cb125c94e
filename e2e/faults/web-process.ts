// A web process of its own, for faults that end one: the HTTP API and the health routes as Next serves them, without Next.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { GET as livez } from '#app/livez/route.ts';
import { GET as readyz } from '#app/readyz/route.ts';
import { handleApi } from '#server/http/handle-api.ts';

const server = createServer(async (req, res) => {
  const answer = await route(req);
  res.writeHead(answer.status, Object.fromEntries(answer.headers));
  res.end(Buffer.from(await answer.arrayBuffer()));
});

async function route(req: IncomingMessage): Promise<Response> {
  if (req.url === '/livez') return livez();
  return req.url === '/readyz' ? await readyz() : await handleApi(requestOf(req));
}

function requestOf(req: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string') headers.set(name, value);
  // A stream as body needs `duplex`, which the types of the DOM do not know.
  const init: RequestInit & { duplex: 'half' } = { duplex: 'half', method: req.method ?? 'GET', headers };
  if (req.method === 'POST') init.body = Readable.toWeb(req) as unknown as ReadableStream<Uint8Array>;
  return new Request(`http://${req.headers.host}${req.url}`, init);
}

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  // A TCP server that listens has an address with a port.
  process.send?.({ port: (server.address() as AddressInfo).port });
});
