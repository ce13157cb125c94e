import { type AgentConfig, agentConfigSchema } from '#core/control/schema.ts';
import { noInputSchema } from '#core/schema-parts.ts';
import { ownDatasets } from '../actor.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { query } from '../query.ts';
import { findUnapproved } from '../strictness/find-unapproved.ts';
import { askedOf, configColumns, presentBlackout } from './present.ts';

/** What this key's agent shall check: the plan, cut down to the datasets of the key. What waits for a second person is not asked yet. */
export const getConfig = query(
  { can: 'control.read', narrows: true, input: noInputSchema, output: agentConfigSchema },
  async (tx, ctx) => {
    const { migrationId, actor } = ctx;
    const only = ownDatasets(actor);
    const own = only === null ? {} : { id: { in: [...only] } };
    const { planVersion, ...migration } = await tx.migration.findUniqueOrThrow({
      where: { id: migrationId },
      select: { slug: true, name: true, timeZone: true, currency: true, planVersion: true },
    });
    const rows = await tx.dataset.findMany({
      where: { migrationId, ...own },
      orderBy: { name: 'asc' },
      select: configColumns,
    });
    const asked = askedOf(rows, await findUnapproved(tx, migrationId));
    const windows = await tx.planItem.findMany({
      where: { migrationId, part: 'blackouts' },
      orderBy: { name: 'asc' },
      select: { body: true },
    });
    const meaning: Pick<AgentConfig, 'migration' | 'blackouts' | 'datasets' | 'checks'> = {
      migration,
      blackouts: windows.map(presentBlackout),
      datasets: asked.map(({ dataset }) => dataset),
      checks: asked.flatMap(({ checks }) => checks),
    };
    return {
      serverTime: ctx.now().toISOString(),
      planVersion,
      configHash: sha256(canonicalJson(meaning)),
      ...meaning,
    };
  },
);
