import { z } from 'zod';
import type { ServedProcedure } from '../procedures.ts';
import { http, openStream, trpcHttp } from './call.ts';

/** The two ways in from outside; a procedure without a place in the HTTP API has one. */
export const entryPoints = ['trpc', 'http'] as const;
export type EntryPoint = (typeof entryPoints)[number];

export const hasEntryPoint = ({ meta }: ServedProcedure, entryPoint: EntryPoint): boolean =>
  entryPoint === 'trpc' || meta?.http !== undefined;

export type EntryPointAnswer = { status: number; message: string; problems: readonly { pointer: string }[] };

const problems = z.array(z.object({ pointer: z.string() }));
const trpcError = z.object({ message: z.string(), data: z.object({ httpStatus: z.int(), problems }) });
const apiError = z.object({ message: z.string(), problems });
const fine = (status: number): EntryPointAnswer => ({ status, message: '', problems: [] });

/** A well-formed call from the request to the answer, with whatever headers its caller sends; `at` a server that runs, or here. */
export async function callEntryPoint(
  entryPoint: EntryPoint,
  procedure: ServedProcedure,
  input: object,
  headers: Record<string, string>,
  at?: string,
): Promise<EntryPointAnswer> {
  const options = { headers, at };
  if (procedure.type === 'subscription') return await subscribe(procedure.call, input, options);
  if (entryPoint === 'trpc') {
    const { call, type } = procedure;
    const answer = await (type === 'query'
      ? trpcHttp(`${call}?input=${encodeURIComponent(JSON.stringify(input))}`, options)
      : trpcHttp(call, { body: input, ...options }));
    if (answer.status === 200) return fine(200);
    const { error } = z.object({ error: trpcError }).parse(answer.body);
    return { status: answer.status, message: error.message, problems: error.data.problems };
  }
  const [path, rest] = placeOf(procedure, input);
  const answer = await (procedure.meta?.http?.method === 'GET'
    ? http(`${path}?${new URLSearchParams(Object.entries(rest))}`, options)
    : http(path, { body: rest, ...options }));
  if (answer.status === 200) return fine(200);
  return { status: answer.status, ...z.object({ error: apiError }).parse(answer.body).error };
}

/** `/runs/{runId}` with the id in its place, and the fields that stand elsewhere. */
export function placeOf({ meta }: ServedProcedure, input: object): [path: string, rest: object] {
  const template = meta?.http?.path ?? '';
  const rest: Record<string, unknown> = { ...input };
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return [path, rest];
}

/** A stream is let in when it begins without an error; it is left right after. */
async function subscribe(
  call: string,
  input: object,
  options: Parameters<typeof openStream>[2],
): Promise<EntryPointAnswer> {
  const url = `${call}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const { status, text } = await openStream(url, 300, options);
  const sent = status === 200 ? /event: serialized-error\ndata: (.*)/.exec(text)?.[1] : text;
  if (sent === undefined) return fine(200);
  const error = trpcError.parse(JSON.parse(sent).error ?? JSON.parse(sent));
  return { status: error.data.httpStatus, message: error.message, problems: error.data.problems };
}
