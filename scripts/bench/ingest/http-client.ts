import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** A client that costs little, so that what is measured is the server: connections are kept, bodies are ready-made bytes. */
export class HttpClient {
  readonly #agent: Agent;
  readonly #url: string;

  constructor(url: string, connections = 64) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  post(path: string, headers: Readonly<Record<string, string>>, parts: readonly Buffer[]): Promise<Answer> {
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#url}${path}`, {
        method: 'POST',
        agent: this.#agent,
        headers: { 'content-type': 'application/json', 'content-length': bytes, ...headers },
      });
      sent.on('error', reject);
      sent.on('response', (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          text += piece;
        });
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      for (const part of parts) sent.write(part);
      sent.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
