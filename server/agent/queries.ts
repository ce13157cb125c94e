import { z } from 'zod';
import { agentOverviewSchema } from '#core/agent/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';
import { agentColumns, presentAgent, presentRequest, requestColumns } from './present.ts';

const NEWEST_REQUESTS = 100;

/** Who pushes, how their clocks are, and what became of the last calls. */
export const getAgentOverview = query(
  { can: 'keys.read', input: z.strictObject({ migrationId: uuidSchema }), output: agentOverviewSchema },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const agents = await tx.agent.findMany({ where: { migrationId }, orderBy: { name: 'asc' }, select: agentColumns });
    const keys = await tx.apiKey.findMany({
      where: { migrationId, id: { in: agents.map((agent) => agent.keyId) } },
      select: { id: true, name: true },
    });
    const keyNames = new Map(keys.map((key) => [key.id, key.name]));
    const requests = await tx.requestLog.findMany({
      where: { migrationId },
      orderBy: { id: 'desc' },
      take: NEWEST_REQUESTS,
      select: requestColumns,
    });
    const [first] = await tx.$queryRaw<{ at: Date }[]>`
      SELECT opened_at AS at FROM run WHERE migration_id = ${migrationId}::uuid ORDER BY opened_at, run_id LIMIT 1`;
    return {
      agents: agents.map((agent) => presentAgent(agent, keyNames.get(agent.keyId) ?? 'deleted key', ctx.now())),
      firstRunAt: first?.at.toISOString() ?? null,
      requests: requests.map(presentRequest),
    };
  },
);
