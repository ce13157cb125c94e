import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type AgentConfig, agentConfigSchema } from '../../core/control/schema.ts';
import type { declarationSchema } from '../../core/dataset/schema.ts';
import { heartbeatAnswerSchema, type heartbeatSchema } from '../../core/heartbeat/schema.ts';
import { type EncodedBody, encodeBody } from './encode-body.ts';
import { ParallaxError } from './parallax-error.ts';
import { retryDelayMs } from './retry-delay.ts';

const ATTEMPT_TIMEOUT_MS = 60_000;
/** Answers after which the same request may well succeed. */
const RETRIED = new Set([429, 500, 502, 503, 504]);

const declaredSchema = z.object({
  planVersion: z.int(),
  datasets: z.array(z.object({ id: z.string(), name: z.string() })),
  checks: z.array(z.object({ id: z.string(), datasetId: z.string(), kind: z.string() })),
});
export type Declared = z.infer<typeof declaredSchema>;

export type ClientOptions = {
  url: string;
  key: string;
  signal: AbortSignal;
  /** Give up after this long; then the last reason is thrown. */
  patienceMs: number;
  /** An attempt is given up when the whole call has taken this long; absent: after a minute of its own. */
  limitMs?: number;
  onRetry?: (text: string) => void;
};

/** Asked anew for each attempt; undefined: nobody knows. */
type Held = () => number | undefined;

export type ParallaxClient = {
  config(): Promise<AgentConfig>;
  heartbeat(body: z.input<typeof heartbeatSchema>): Promise<z.infer<typeof heartbeatAnswerSchema>>;
  declare(body: z.input<typeof declarationSchema>): Promise<Declared>;
  /** Sends a body that was encoded before, and answers with what came back, whatever that says. `heldMs`: how long ago it was written. */
  post(path: string, body: EncodedBody, heldMs?: Held): Promise<unknown>;
};

/** Parallax's HTTP API as this agent needs it. Every call is repeated, byte for byte, until it is answered for good. */
export function createClient(options: ClientOptions): ParallaxClient {
  return {
    config: () => callParallax(options, 'GET', 'control/config', agentConfigSchema),
    heartbeat: (body) => callParallax(options, 'POST', 'ingest/heartbeat', heartbeatAnswerSchema, body),
    declare: (body) => callParallax(options, 'POST', 'plan/datasets', declaredSchema, body),
    post: async (path, body, heldMs) => JSON.parse(await send(options, 'POST', path, body, heldMs)),
  };
}

/** One call; `path` is what follows /api/v1/. Throws ParallaxError where Parallax refused it, and what is no answer. */
export async function callParallax<T extends z.ZodType>(
  options: ClientOptions,
  method: 'GET' | 'POST',
  path: string,
  answer: T,
  body?: unknown,
): Promise<z.output<T>> {
  const text = await send(options, method, path, body === undefined ? undefined : encodeBody(body));
  return answer.parse(JSON.parse(text));
}

async function send(
  options: ClientOptions,
  method: string,
  path: string,
  body?: EncodedBody,
  heldMs: Held = () => undefined,
): Promise<string> {
  const url = `${options.url.replace(/\/+$/, '')}/api/v1/${path}`;
  const headers: Record<string, string> = { authorization: `Bearer ${options.key}`, accept: 'application/json' };
  if (body) headers['content-type'] = 'application/json';
  if (body?.gzip) headers['content-encoding'] = 'gzip';
  const bytes = body && Buffer.from(body.bytes);
  const startMs = Date.now();
  for (let attempt = 0; ; attempt++) {
    const held = heldMs();
    const sentHeaders = held === undefined ? headers : { ...headers, 'x-agent-held-ms': String(held) };
    const leftMs = options.limitMs === undefined ? ATTEMPT_TIMEOUT_MS : options.limitMs - (Date.now() - startMs);
    const tried = await tryOnce(url, method, sentHeaders, bytes, {
      signal: options.signal,
      limitMs: Math.max(0, leftMs),
    });
    if (tried.done) {
      if (tried.status < 300) return tried.text;
      throw new ParallaxError(`${method} /api/v1/${path}`, tried.status, tried.text);
    }
    const waitMs = retryDelayMs(attempt, tried.retryAfter, Date.now(), Math.random());
    if (Date.now() + waitMs - startMs > options.patienceMs) throw tried.error;
    options.onRetry?.(`${tried.error.message}; trying again in ${(waitMs / 1_000).toFixed(1)} s`);
    await sleep(waitMs, undefined, { signal: options.signal });
  }
}

type Tried = { done: true; status: number; text: string } | { done: false; error: Error; retryAfter: string | null };

async function tryOnce(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer<ArrayBuffer> | undefined,
  { signal, limitMs }: { signal: AbortSignal; limitMs: number },
): Promise<Tried> {
  signal.throwIfAborted();
  // AbortSignal.timeout and AbortSignal.any would stay for the whole minute: at hundreds of calls a second that is much memory.
  const attempt = new AbortController();
  const stop = () => attempt.abort(signal.reason);
  const timer = setTimeout(() => attempt.abort(new Error('no answer in time')), limitMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    // Each attempt states what the clock shows then: the server believes no time that a wrong clock claims.
    const sentHeaders = { ...headers, 'x-agent-clock': new Date().toISOString() };
    const response = await fetch(url, {
      method,
      headers: sentHeaders,
      body,
      signal: attempt.signal,
      redirect: 'error',
    });
    const text = await response.text();
    if (!RETRIED.has(response.status)) return { done: true, status: response.status, text };
    const error = new ParallaxError(`${method} ${new URL(url).pathname}`, response.status, text);
    return { done: false, error, retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const words = cause instanceof Error ? cause.message || cause.name : String(cause);
    return {
      done: false,
      error: new Error(`Cannot reach Parallax at ${new URL(url).origin}: ${words}`),
      retryAfter: null,
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
