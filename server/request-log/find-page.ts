import { z } from 'zod';
import type { RequestFilter, requestPageSchema } from '#core/request-log/schema.ts';
import { pageCursor } from '../page-cursor.ts';
import type { Tx } from '../scope.ts';
import { presentRequest, requestColumns } from './present.ts';

const cursor = pageCursor(z.guid());

type PageRequest = RequestFilter & {
  migrationId: string;
  keyId?: string | undefined;
  cursor?: string | null | undefined;
  limit: number;
};

/** Logged calls, newest first: ids are UUIDv7 and order them. */
export async function findRequestPage(tx: Tx, asked: PageRequest): Promise<z.input<typeof requestPageSchema>> {
  const after = cursor.read(asked.cursor);
  const { migrationId, keyId, outcome, status, call, payloadHash, runId, requestId, from, to } = asked;
  const rows = await tx.requestLog.findMany({
    where: {
      migrationId,
      keyId,
      outcome,
      status,
      call,
      payloadHash,
      runId,
      requestId,
      at: { gte: from, lt: to },
      id: after === null ? undefined : { lt: after },
    },
    orderBy: { id: 'desc' },
    take: asked.limit + 1,
    select: requestColumns,
  });
  const page = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? page.at(-1) : undefined;
  return { items: page.map(presentRequest), nextCursor: last ? cursor.write(last.id) : null };
}
