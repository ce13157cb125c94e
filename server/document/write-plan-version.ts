import { canonicalJson, sha256 } from '../canonical.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../scope.ts';
import { readPlan } from './read-plan.ts';

/**
 * Keeps the plan as it stands now under the next number, with the action that made it so. Where nothing differs from the newest
 * version no new one is written. Returns the number that holds from now on. The plan is locked.
 */
export async function writePlanVersion(tx: Tx, ctx: Context, migrationId: string, reason: string): Promise<number> {
  const content = canonicalJson(await readPlan(tx, migrationId));
  const hash = sha256(content);
  const newest = await tx.planVersion.findFirst({
    where: { migrationId },
    orderBy: { version: 'desc' },
    select: { version: true, hash: true },
  });
  if (newest?.hash === hash) return newest.version;
  const version = (newest?.version ?? 0) + 1;
  const by = 'name' in ctx.actor ? ctx.actor.name : '';
  await tx.planVersion.create({ data: { migrationId, version, at: ctx.now(), by, reason, content, hash } });
  await tx.migration.update({ where: { id: migrationId }, data: { planVersion: version } });
  return version;
}
