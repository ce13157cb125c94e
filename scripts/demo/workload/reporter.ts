import type { CheckKind } from '#core/check/kinds.ts';
import { type AgentConfig, agentConfigSchema } from '#core/control/schema.ts';
import type { RunInput } from '#core/run/schema.ts';
import { lagRun } from './lag-run.ts';
import type { Meter } from './meter.ts';

const TIMEOUT_MS = 5_000;

type Api = { baseUrl: string; key: string };

async function call({ baseUrl, key }: Api, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${baseUrl}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

/** Tells Parallax how both sides are doing. Never stands in the way of the business: what fails is sent again next time. */
export class Reporter {
  readonly #api: Api;
  readonly #meter: Meter;
  /** Runs keep their id until they have arrived: sent twice, they count once. */
  readonly #lagRuns = new Map<number, RunInput>();
  #config: AgentConfig | undefined;
  #complaint = '';

  constructor(api: Api, meter: Meter) {
    this.#api = api;
    this.#meter = meter;
  }

  /** Sends every minute that is kept; the running one is sent again until it is over. */
  async report(): Promise<void> {
    try {
      this.#config ??= agentConfigSchema.parse(await call(this.#api, '/control/config'));
      const starts = this.#meter.starts();
      await this.#sendSides(starts);
      await this.#sendLag(starts);
      for (const start of starts) this.#meter.forget(start);
      this.#complaint = '';
    } catch (error) {
      const complaint = error instanceof Error ? error.message : String(error);
      if (complaint !== this.#complaint) console.error(`workload: telemetry was not delivered yet: ${complaint}`);
      this.#complaint = complaint;
      this.#config = undefined;
    }
  }

  async #sendSides(starts: readonly number[]): Promise<void> {
    const checkId = this.#checkOf('performance');
    if (checkId === undefined) return;
    const points = starts.flatMap((start) => {
      const sides = this.#meter.sidesOf(start);
      return sides ? [{ checkId, ...sides }] : [];
    });
    if (points.length > 0) await call(this.#api, '/ingest/metrics', { protocol: 1, points });
  }

  async #sendLag(starts: readonly number[]): Promise<void> {
    const checkId = this.#checkOf('replication_lag');
    if (checkId === undefined) return;
    for (const start of starts) {
      const lag = this.#meter.lagOf(start);
      if (lag === null) continue;
      const run = this.#lagRuns.get(start) ?? lagRun(checkId, start, lag, this.#config?.configHash ?? '');
      this.#lagRuns.set(start, run);
      await call(this.#api, '/ingest/runs', run);
      this.#lagRuns.delete(start);
      this.#meter.forget(start);
    }
  }

  #checkOf(kind: CheckKind): string | undefined {
    return this.#config?.checks.find((check) => check.kind === kind)?.id;
  }
}
