import { AppError } from '#core/errors.ts';
import { createdShareSchema, createShareSchema, MAX_SHARE_DAYS } from '#core/share/schema.ts';
import { DAY_MS } from '#core/time/units.ts';
import { sha256 } from '../canonical.ts';
import { command } from '../command.ts';
import { env } from '../env.ts';
import { newId } from '../new-id.ts';
import { presentShare, shareColumns } from './present.ts';
import { newShareToken } from './share-token.ts';

const MAX_MS = MAX_SHARE_DAYS * DAY_MS;

/** Makes a link and returns it, once: only the hash of its token is kept. */
export const createShare = command(
  {
    can: 'share.edit',
    input: createShareSchema,
    output: createdShareSchema,
    audit: 'share.created',
  },
  async (tx, ctx, { name, pages, expiresAt }) => {
    const now = ctx.now();
    const livesMs = new Date(expiresAt).getTime() - now.getTime();
    if (livesMs <= 0) throw refused('must lie in the future');
    if (livesMs > MAX_MS) throw refused(`must lie within ${MAX_SHARE_DAYS} days`);
    const token = newShareToken();
    const row = await tx.shareLink.create({
      data: {
        id: newId(),
        migrationId: ctx.migrationId,
        name,
        tokenHash: sha256(token),
        pages: [...new Set(pages)],
        createdAt: now,
        createdById: ctx.actor.type === 'user' ? ctx.actor.id : null,
        createdBy: 'name' in ctx.actor ? ctx.actor.name : '',
        expiresAt,
      },
      select: shareColumns,
    });
    const link = presentShare(row, { visits: 0, lastVisits: [] }, now);
    return {
      result: { link, url: `${env().PARALLAX_URL}/s/${token}` },
      change: { subject: { type: 'share', id: link.id, name }, after: { pages: link.pages, expiresAt } },
      emit: [{ topic: 'plan', ids: [] }],
    };
  },
);

const refused = (message: string) =>
  new AppError('UNPROCESSABLE', 'The link was not made.', { problems: [{ pointer: '/expiresAt', message }] });
