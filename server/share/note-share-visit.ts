import { recordVisitSchema } from '#core/share/schema.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { command } from '../command.ts';
import { type Context, systemContext } from '../context.ts';
import { newId } from '../new-id.ts';
import { OK, okSchema } from '../ok.ts';

/** A page that stays open asks again and again; it stands in the log once in so long. */
const AGAIN_AFTER_MS = HOUR_MS;

const recordVisit = command(
  {
    can: 'system',
    input: recordVisitSchema,
    output: okSchema,
    audit: { none: 'A look changes nothing; looks stand in a log of their own.' },
  },
  async (tx, ctx, { migrationId, linkId, call, address }) => {
    const now = ctx.now();
    const recently = new Date(now.getTime() - AGAIN_AFTER_MS);
    const seen = await tx.shareVisit.findFirst({
      where: { migrationId, linkId, page: call, address, at: { gt: recently } },
      select: { id: true },
    });
    if (!seen) {
      await tx.shareVisit.create({ data: { id: newId(), migrationId, linkId, at: now, page: call, address } });
    }
    return { result: OK };
  },
);

/** Notes a call through a share link before it is answered: a look that cannot be logged is not given. */
export async function noteShareVisit(ctx: Context, call: string): Promise<void> {
  if (ctx.actor.type !== 'share') return;
  const { migrationId, linkId, address } = ctx.actor;
  await recordVisit(systemContext('share links', ctx), { migrationId, linkId, call, address: address.slice(0, 200) });
}
