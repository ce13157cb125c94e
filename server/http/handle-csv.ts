import { callTRPCProcedure } from '@trpc/server';
import { z } from 'zod';
import { csvLine } from '#core/csv/csv-line.ts';
import { AppError } from '#core/errors.ts';
import { columnsOf, valueAt } from '../csv/columns.ts';
import { csvLists } from '../csv/lists.ts';
import { log } from '../log.ts';
import { listProcedures } from '../procedures.ts';
import { appRouter } from '../root.ts';
import type { RequestContext } from '../trpc.ts';
import { queryInput } from './query-input.ts';

const PAGE = 200;
const BOM = '\uFEFF';
const pageSchema = z.object({ nextCursor: z.string().nullish() });

/**
 * A list as CSV. It is the list's own procedure, read page by page with the filters of the address: the same permission, the same
 * masking, nothing more. A page is in memory, never the list; where a later page fails the download breaks off, so that half a list
 * is not taken for a whole one.
 */
export async function answerCsv(url: URL, name: string, ctx: RequestContext, signal: AbortSignal): Promise<Response> {
  const list = csvLists.get(name);
  if (!list) {
    throw new AppError('NOT_FOUND', `There is no list "${name}". There are ${[...csvLists.keys()].join(', ')}.`);
  }
  const procedure = listProcedures().find(({ call }) => call === list.call);
  const columns = columnsOf(procedure?.output, list.at);
  const { bom, cursor: _, limit: __, ...filters } = Object.fromEntries(url.searchParams);
  const given = queryInput(procedure?.input, filters);
  const isPaged = procedure?.input instanceof z.ZodObject && 'cursor' in procedure.input.shape;

  const ask = async (cursor?: string): Promise<{ lines: string; next: string | null }> => {
    const input = isPaged ? { ...given, limit: PAGE, cursor } : given;
    const answer: unknown = await callTRPCProcedure({
      router: appRouter,
      path: list.call,
      type: 'query',
      ctx,
      getRawInput: async () => input,
      signal,
      batchIndex: 0,
    });
    const rows = z.array(z.unknown()).parse(valueAt(answer, list.at) ?? []);
    const lines = rows.map((row) => csvLine(columns.map(({ path }) => valueAt(row, path)))).join('');
    return { lines, next: (isPaged && pageSchema.parse(answer).nextCursor) || null };
  };

  // Asked before the answer begins: what is refused is refused with its status.
  const first = await ask();
  const head = `${bom === 'true' ? BOM : ''}${csvLine(columns.map((column) => column.name))}`;
  return new Response(stream(head + first.lines, first.next, ask, ctx.requestId), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
      'x-request-id': ctx.requestId,
    },
  });
}

type Ask = (cursor?: string) => Promise<{ lines: string; next: string | null }>;

/** The next page is asked when the reader has taken the one before. */
function stream(first: string, after: string | null, ask: Ask, requestId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next = after;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(first)),
      pull: async (controller) => {
        if (next === null) return controller.close();
        try {
          const page = await ask(next);
          next = page.next;
          controller.enqueue(encoder.encode(page.lines));
        } catch (error) {
          log.warn({ err: error, requestId }, 'a CSV broke off');
          controller.error(error);
        }
      },
    },
    { highWaterMark: 1 },
  );
}
