import { markKeyUsedSchema } from '#core/key/schema.ts';
import { command } from '../command.ts';
import { type Context, systemContext } from '../context.ts';
import { OK, okSchema } from '../ok.ts';

/** "Last used" is accurate to this much, so that a busy key does not write a row with every call. */
const COARSE_MS = 60_000;

const markKeyUsed = command(
  {
    can: 'system',
    input: markKeyUsedSchema,
    output: okSchema,
    audit: { none: 'That a key was used is no change; its calls stand in the request log.' },
  },
  async (tx, _, { migrationId, keyId, at }) => {
    const stale = new Date(at.getTime() - COARSE_MS);
    await tx.apiKey.updateMany({
      where: { migrationId, id: keyId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: stale } }] },
      data: { lastUsedAt: at },
    });
    return { result: OK };
  },
);

type Used = { id: string; migrationId: string; lastUsedAt: Date | null };

export async function noteKeyUse(ctx: Pick<Context, 'db' | 'now'>, key: Used, at: Date): Promise<void> {
  if (key.lastUsedAt !== null && at.getTime() - key.lastUsedAt.getTime() < COARSE_MS) return;
  await markKeyUsed(systemContext('keys', ctx), { migrationId: key.migrationId, keyId: key.id, at });
}
