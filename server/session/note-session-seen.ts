import { markSessionSeenSchema } from '#core/session/schema.ts';
import { command } from '../command.ts';
import { type Context, systemContext } from '../context.ts';
import { OK, okSchema } from '../ok.ts';

/** "Last seen" is accurate to this much, so that not every request writes a row. */
const COARSE_MS = 60_000;

const markSessionSeen = command(
  {
    can: 'system',
    input: markSessionSeenSchema,
    output: okSchema,
    audit: { none: 'That a person looked at a page is no change.' },
  },
  async (tx, _, { sessionId, at }) => {
    const stale = new Date(at.getTime() - COARSE_MS);
    await tx.session.updateMany({ where: { id: sessionId, lastSeenAt: { lte: stale } }, data: { lastSeenAt: at } });
    return { result: OK };
  },
);

export async function noteSessionSeen(ctx: Pick<Context, 'db' | 'now'>, id: string, lastSeenAt: Date): Promise<void> {
  const at = ctx.now();
  if (at.getTime() - lastSeenAt.getTime() < COARSE_MS) return;
  await markSessionSeen(systemContext('session', ctx), { sessionId: id, at });
}
