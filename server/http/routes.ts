import type { z } from 'zod';
import { listProcedures } from '../procedures.ts';
import type { HttpRoute } from '../trpc.ts';

export type Route = HttpRoute & {
  /** `ingest.submitRun` */
  call: string;
  type: 'query' | 'mutation';
  input: z.ZodType | undefined;
  matches: (path: string) => Record<string, string> | null;
};

/** Every procedure that has a place in the HTTP API, from the router itself. */
export const routes: readonly Route[] = listProcedures().flatMap(({ call, type, meta, input }) =>
  meta?.http && type !== 'subscription'
    ? [{ ...meta.http, call, type, input, matches: matcherOf(meta.http.path) }]
    : [],
);

export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | null {
  for (const route of routes) {
    const params = route.method === method ? route.matches(path) : null;
    if (params) return { route, params };
  }
  return null;
}

/** `/runs/{runId}` takes `/runs/0193…` apart. */
function matcherOf(template: string): Route['matches'] {
  const pattern = new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  return (path) => {
    const found = pattern.exec(path);
    if (!found) return null;
    return Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, text]) => [name, decode(text)]));
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
