import { z } from 'zod';
import { type AgentConfig, agentConfigSchema } from '#core/control/schema.ts';
import { ownDatasets } from '../actor.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { presentDataset } from '../dataset/present.ts';
import { query } from '../query.ts';
import { configColumns, presentBlackout, presentCheck } from './present.ts';

/** What this key's agent shall check: the plan as it stands, cut down to the datasets of the key. */
export const getConfig = query(
  { can: 'control.read', narrows: true, input: z.strictObject({}), output: agentConfigSchema },
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
    const windows = await tx.planItem.findMany({
      where: { migrationId, part: 'blackouts' },
      orderBy: { name: 'asc' },
      select: { body: true },
    });
    const meaning: Pick<AgentConfig, 'migration' | 'blackouts' | 'datasets' | 'checks'> = {
      migration,
      blackouts: windows.map(presentBlackout),
      datasets: rows.map(({ checks: _, ...row }) => presentDataset(row)),
      checks: rows.flatMap((row) => row.checks.map(presentCheck)),
    };
    return {
      serverTime: ctx.now().toISOString(),
      planVersion,
      configHash: sha256(canonicalJson(meaning)),
      ...meaning,
    };
  },
);
