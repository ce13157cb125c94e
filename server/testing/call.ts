import type { Actor } from '../actor.ts';
import { createContext } from '../context.ts';
import { handleApi } from '../http/handle-api.ts';
import { handleTrpc } from '../http/handle-trpc.ts';
import { appRouter } from '../root.ts';
import { sessionCookieName } from '../session/session-cookie.ts';
import { sealSessionToken } from '../session/token.ts';
import { createCallerFactory } from '../trpc.ts';
import { at } from './factory.ts';
import { openSession } from './open-session.ts';

const createCaller = createCallerFactory(appRouter);

/** tRPC procedures as an actor at a given time, through every middleware: `as(lead).key.list({ migrationId })`. */
export const as = (actor: Actor, now: () => Date = at()) => createCaller(createContext({ actor, now }));

export const nobody: Actor = { type: 'nobody' };

type HttpOptions = {
  key?: string;
  method?: string;
  body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  raw?: BodyInit;
  headers?: Record<string, string>;
  /** Without a content type. */
  untyped?: boolean;
  /** A server that runs, instead of the handlers in this process: `http://127.0.0.1:3000`. */
  at?: string | undefined;
};

export type HttpAnswer = { status: number; headers: Headers; body: unknown };

const HOST = 'http://parallax.test';

/** The HTTP API for real, from the request to the answer: `http('/ingest/runs', { key: secret, body })`. Real time holds. */
export async function http(path: string, options: HttpOptions = {}): Promise<HttpAnswer> {
  return await answerOf(await sendTo(handleApi, `/api/v1${path}`, options));
}

/** The tRPC entry point for real: `trpcHttp('key.list', { headers: { cookie } })`. */
export async function trpcHttp(call: string, options: HttpOptions = {}): Promise<HttpAnswer> {
  return await answerOf(await sendTo(handleTrpc, `/api/trpc/${call}`, options));
}

/** Opens a stream of the tRPC entry point, reads for a moment and leaves. */
export async function openStream(
  call: string,
  forMs: number,
  options: HttpOptions,
): Promise<{ status: number; text: string }> {
  const stop = new AbortController();
  const response = await sendTo(handleTrpc, `/api/trpc/${call}`, options, stop.signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const timer = setTimeout(() => void reader?.cancel(), forMs);
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
  clearTimeout(timer);
  stop.abort();
  return { status: response.status, text };
}

type Handler = (req: Request) => Promise<Response>;

async function sendTo(handle: Handler, path: string, options: HttpOptions, signal?: AbortSignal): Promise<Response> {
  const request = requestOf(`${options.at ?? HOST}${path}`, options, signal);
  return options.at === undefined ? await handle(request) : await fetch(request);
}

/** Headers of our own page, in which this person is signed in. */
export async function signedIn(userId: string): Promise<Record<string, string>> {
  const token = await sealSessionToken(await openSession(userId));
  return { cookie: `${sessionCookieName()}=${token}`, 'sec-fetch-site': 'same-origin' };
}

function requestOf(url: string, options: HttpOptions, signal: AbortSignal | undefined): Request {
  const { key, method, body, raw, headers = {}, untyped = false } = options;
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  // A stream as body needs `duplex`, which the types of the DOM do not know.
  const init: RequestInit & { duplex: 'half' } = {
    duplex: 'half',
    signal,
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    body: content,
    headers: {
      ...(content === undefined || untyped ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
  };
  return new Request(url, init);
}

async function answerOf(response: Response): Promise<HttpAnswer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
