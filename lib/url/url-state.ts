import type { Params, ValuesOf } from './params.ts';

type Search = URLSearchParams | Record<string, string | string[] | undefined>;

/** The values an address carries. The same on the server, where Next gives a record. */
export function readUrl<P extends Params>(params: P, search: Search): ValuesOf<P>;
export function readUrl(params: Params, search: Search): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.read(textOf(search, name))]));
}

/** A query with these values in the order of the parameters; what other parts of the page put there stays in front. */
export function writeUrl<P extends Params>(params: P, values: ValuesOf<P>, search?: URLSearchParams): string;
export function writeUrl(params: Params, values: Record<string, unknown>, search?: URLSearchParams): string {
  const query = new URLSearchParams(search);
  for (const [name, param] of Object.entries(params)) {
    query.delete(name);
    const value = param.write(values[name]);
    if (value !== null) query.set(name, value);
  }
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

function textOf(search: Search, name: string): string | null {
  if (search instanceof URLSearchParams) return search.get(name);
  const value = search[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
