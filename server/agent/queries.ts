import type { z } from 'zod';
import { agentOverviewSchema } from '#core/agent/schema.ts';
import { withoutMoved } from '#core/agent/without-moved.ts';
import type { RequestLogItem } from '#core/request-log/schema.ts';
import { inMigrationSchema } from '#core/schema-parts.ts';
import { keyColumns, loadRolesBehind, stateOf } from '../key/present.ts';
import { query } from '../query.ts';
import { presentRequest, requestColumns } from '../request-log/present.ts';
import type { Tx } from '../scope.ts';
import { findLastCalls } from './last-calls.ts';
import { agentColumns, presentAgent } from './present.ts';

/** Who pushes, how their clocks are, what they brought last, and how far a new migration is on the way to its first result. */
export const getAgentOverview = query(
  { can: 'keys.read', input: inMigrationSchema, output: agentOverviewSchema },
  async (tx, ctx) => {
    const { migrationId } = ctx;
    const now = ctx.now();
    const all = await tx.agent.findMany({ where: { migrationId }, orderBy: { name: 'asc' }, select: agentColumns });
    const keys = await tx.apiKey.findMany({
      where: { migrationId },
      select: keyColumns,
    });
    const roles = await loadRolesBehind(tx, migrationId);
    const agents = withoutMoved(all, new Map(keys.map(({ id, replacedById }) => [id, replacedById])));
    const keyOf = new Map(keys.map((key) => [key.id, key]));
    const lastCalls = await findLastCalls(
      tx,
      migrationId,
      agents.map(({ keyId }) => keyId),
    );
    const ofKey = (keyId: string) => {
      const key = keyOf.get(keyId);
      const calls = lastCalls.get(keyId) ?? { lastPush: null, lastRefusal: null };
      if (!key) throw new Error('Keys are never deleted, and yet one is missing.');
      return { keyName: key.name, keyState: stateOf(key, now, roles), ...calls };
    };
    const first = await findFirstRun(tx, migrationId);
    const datasets = await tx.dataset.findMany({
      where: { migrationId },
      orderBy: { name: 'asc' },
      select: { id: true, name: true },
    });
    return {
      agents: agents.map((agent) => presentAgent(agent, ofKey(agent.keyId), now)),
      plan: { datasets, checks: await tx.check.count({ where: { migrationId } }) },
      firstRun: first,
      failedRun: first ? null : await findFailedRun(tx, migrationId),
      refusal: first ? null : await findRefusal(tx, migrationId),
    };
  },
);

type Overview = z.input<typeof agentOverviewSchema>;

async function findFirstRun(tx: Tx, migrationId: string): Promise<Overview['firstRun']> {
  const [row] = await tx.$queryRaw<{ runId: string; at: Date }[]>`
    SELECT run_id AS "runId", opened_at AS at FROM run
    WHERE migration_id = ${migrationId}::uuid AND state = 'completed' ORDER BY opened_at, run_id LIMIT 1`;
  return row ? { ...row, at: row.at.toISOString() } : null;
}

async function findFailedRun(tx: Tx, migrationId: string): Promise<Overview['failedRun']> {
  const [row] = await tx.$queryRaw<{ runId: string; at: Date; message: string }[]>`
    SELECT run_id AS "runId", opened_at AS at, coalesce(failure, text) AS message FROM run
    WHERE migration_id = ${migrationId}::uuid AND state = 'failed' ORDER BY opened_at DESC, run_id DESC LIMIT 1`;
  return row ? { ...row, at: row.at.toISOString() } : null;
}

async function findRefusal(tx: Tx, migrationId: string): Promise<RequestLogItem | null> {
  const row = await tx.requestLog.findFirst({
    where: { migrationId, outcome: 'refused' },
    orderBy: { id: 'desc' },
    select: requestColumns,
  });
  return row && presentRequest(row);
}
