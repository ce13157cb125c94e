import { AppError } from '#core/errors.ts';
import {
  getOwnRequestSchema,
  listOwnRequestsSchema,
  listRequestsSchema,
  requestLogItemSchema,
  requestPageSchema,
} from '#core/request-log/schema.ts';
import type { Actor } from '../actor.ts';
import { query } from '../query.ts';
import { findRequestPage } from './find-page.ts';
import { presentRequest, requestColumns } from './present.ts';

/** What the keys of a migration sent, and what became of it. */
export const listRequests = query(
  {
    can: 'keys.read',
    input: listRequestsSchema,
    output: requestPageSchema,
  },
  async (tx, ctx, input) => await findRequestPage(tx, { ...input, migrationId: ctx.migrationId }),
);

/** What this very key sent: for a pusher that wants to know what was refused, and to find the body again by its hash. */
export const listOwnRequests = query(
  {
    can: 'evidence.push',
    narrows: true,
    input: listOwnRequestsSchema,
    output: requestPageSchema,
  },
  async (tx, ctx, input) => {
    return await findRequestPage(tx, { ...input, migrationId: ctx.migrationId, keyId: ownKey(ctx.actor) });
  },
);

/** One call of this very key, by the request id that its answer carried or by the id it has in the log. */
export const getOwnRequest = query(
  { can: 'evidence.push', narrows: true, input: getOwnRequestSchema, output: requestLogItemSchema },
  async (tx, ctx, { id }) => {
    const row = await tx.requestLog.findFirst({
      where: { migrationId: ctx.migrationId, keyId: ownKey(ctx.actor), OR: [{ id }, { requestId: id }] },
      orderBy: { id: 'asc' },
      select: requestColumns,
    });
    if (row) return presentRequest(row);
    throw new AppError(
      'NOT_FOUND',
      'There is no such call of this key. Calls are kept for 30 days; those that went well are written within a second.',
    );
  },
);

function ownKey(actor: Actor): string {
  if (actor.type === 'agent') return actor.keyId;
  throw new AppError('FORBIDDEN', 'Only a key has calls of its own.');
}
