import type { BenchStack } from '../bench-stack.ts';
import { chunkBody, completeBody, differencesJson, newRun, openBody, type Pushed } from './differences.ts';
import { type Answer, HttpClient } from './http-client.ts';
import type { BareServer } from './start-bare-server.ts';
import type { Target } from './target.ts';

export type Load = { size: number; clients: number; chunks: number };

/** Different contents for different chunks, made before anything is measured. */
const VARIANTS = 8;

/** Pushes batches over HTTP and answers differences a second. Anything but the answer that is due is an error. */
export class Pusher {
  readonly #parallax: HttpClient;
  readonly #bare: HttpClient;
  readonly #target: Target;
  readonly #bodies = new Map<number, Buffer[]>();
  #calls = 0;
  #open: Pushed[] = [];

  constructor(stack: BenchStack, bare: BareServer, target: Target) {
    this.#parallax = new HttpClient(stack.localUrl);
    this.#bare = new HttpClient(bare.url);
    this.#target = target;
  }

  /** Whole runs, one for each client: opened, chunk by chunk, completed. */
  async pushRuns({ size, clients, chunks }: Load): Promise<number> {
    return await this.#timed({ size, clients, chunks }, async (client) => {
      const run = newRun(this.#checkOf(client), chunks, size);
      await this.#send('open', [openBody(run)]);
      await this.#chunksOf(run, false);
      await this.#send('complete', [completeBody(run, new Date())]);
    });
  }

  /** Chunks of runs that are open already. */
  async pushChunks(load: Load): Promise<number> {
    const runs = await this.#openRuns(load);
    this.#open = runs;
    return await this.#timed(load, (client) => this.#chunksOf(runs[client], false));
  }

  /** The same chunks once more. */
  async pushAgain(load: Load): Promise<number> {
    if (this.#open.length === 0) await this.pushChunks(load);
    return await this.#timed(load, (client) => this.#chunksOf(this.#open[client], true));
  }

  async pushBare(load: Load): Promise<number> {
    return await this.#timed(load, async (client) => {
      const run = newRun(this.#checkOf(client), load.chunks, load.size);
      for (let chunk = 0; chunk < run.chunks; chunk += 1) {
        const answer = await this.#bare.post('/', {}, chunkBody(run, chunk, this.#differences(run.size, chunk)));
        const { stored } = JSON.parse(expectOk(answer).text);
        if (stored !== run.size) throw new Error(`The bare server stored ${stored} of ${run.size}.`);
      }
    });
  }

  /** Before another setting: what was pushed last is not to be pushed again. */
  forget(): void {
    this.#open = [];
  }

  close(): void {
    this.#parallax.close();
    this.#bare.close();
  }

  async #openRuns({ size, clients, chunks }: Load): Promise<Pushed[]> {
    const runs = Array.from({ length: clients }, (_, i) => newRun(this.#checkOf(i), chunks, size));
    for (const run of runs) await this.#send('open', [openBody(run)]);
    return runs;
  }

  async #chunksOf(run: Pushed | undefined, replayed: boolean): Promise<void> {
    if (!run) throw new Error('There is no such run.');
    for (let chunk = 0; chunk < run.chunks; chunk += 1) {
      const answer = await this.#send('differences', chunkBody(run, chunk, this.#differences(run.size, chunk)));
      const told = JSON.parse(answer.text);
      if (told.stored !== run.size || told.replayed !== replayed) throw new Error(`Unexpected: ${answer.text}`);
    }
  }

  async #send(call: 'open' | 'differences' | 'complete', parts: Buffer[]): Promise<Answer> {
    const { keys } = this.#target;
    this.#calls += 1;
    const authorization = `Bearer ${keys[this.#calls % keys.length]}`;
    return expectOk(await this.#parallax.post(`/api/v1/ingest/runs/${call}`, { authorization }, parts));
  }

  async #timed({ size, clients, chunks }: Load, work: (client: number) => Promise<void>): Promise<number> {
    this.#differences(size, 0);
    const started = performance.now();
    await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
    return (size * clients * chunks) / ((performance.now() - started) / 1_000);
  }

  #differences(size: number, chunk: number): Buffer {
    let made = this.#bodies.get(size);
    if (!made) {
      made = Array.from({ length: VARIANTS }, (_, i) => differencesJson(i * size * 2, size));
      this.#bodies.set(size, made);
    }
    return made[chunk % VARIANTS] ?? Buffer.from('[]');
  }

  #checkOf(client: number): string {
    const { checkIds } = this.#target;
    return checkIds[client % checkIds.length] ?? '';
  }
}

function expectOk(answer: Answer): Answer {
  if (answer.status === 200) return answer;
  throw new Error(`${answer.status}: ${answer.text.slice(0, 500)}`);
}
