import type { AgentConfig } from '#core/control/schema.ts';
import { agentConfigSchema } from '#core/control/schema.ts';
import type { MetricPoint } from '#core/metrics/schema.ts';
import type { Meter } from './meter.ts';

const TIMEOUT_MS = 5_000;

type Door = { baseUrl: string; key: string };

async function call({ baseUrl, key }: Door, path: string, body?: unknown): Promise<unknown> {
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
  readonly #door: Door;
  readonly #meter: Meter;
  #checks: AgentConfig['checks'] | undefined;
  #complained = '';

  constructor(door: Door, meter: Meter) {
    this.#door = door;
    this.#meter = meter;
  }

  /** Sends every minute that is kept; the running one is sent again until it is over. */
  async report(): Promise<void> {
    try {
      this.#checks ??= agentConfigSchema.parse(await call(this.#door, '/control/config')).checks;
      const starts = this.#meter.starts();
      const points = starts.flatMap((start) => this.#pointsOf(start, this.#checks ?? []));
      if (points.length === 0) return;
      await call(this.#door, '/ingest/metrics', { protocol: 1, points });
      for (const start of starts) this.#meter.forget(start);
      this.#complained = '';
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== this.#complained) console.error(`workload: metrics were not delivered yet: ${message}`);
      this.#complained = message;
      this.#checks = undefined;
    }
  }

  #pointsOf(start: number, checks: AgentConfig['checks']): MetricPoint[] {
    return checks.flatMap(({ id: checkId, kind }) => {
      const measured =
        kind === 'performance'
          ? this.#meter.sidesOf(start)
          : kind === 'replication_lag'
            ? this.#meter.lagOf(start)
            : null;
      return measured ? [{ checkId, ...measured }] : [];
    });
  }
}
