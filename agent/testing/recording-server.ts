import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll } from 'vitest';

export type Recorded = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  raw: Buffer;
  body: unknown;
};
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown; drop?: boolean };

/** An HTTP server that answers as it is told and remembers what it was sent: for how the agent behaves on the wire. */
export async function startRecordingServer(
  answer: (call: Recorded, all: readonly Recorded[]) => Reply,
): Promise<{ url: string; calls: Recorded[] }> {
  const calls: Recorded[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const raw = Buffer.concat(parts);
    const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    const call: Recorded = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      raw,
      body: plain.length > 0 ? JSON.parse(plain.toString('utf8')) : undefined,
    };
    calls.push(call);
    const { status = 200, headers = {}, body = {}, drop = false } = answer(call, calls);
    if (drop) return void response.destroy();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, calls };
}
