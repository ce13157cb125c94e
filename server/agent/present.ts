import type { AgentView } from '#core/agent/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Heartbeats come every few seconds; after three minutes without one nobody is there. */
const SILENT_AFTER_MS = 180_000;

export const agentColumns = {
  id: true,
  keyId: true,
  name: true,
  version: true,
  lastSeenAt: true,
  skewMs: true,
  skewed: true,
  backlog: true,
} as const satisfies Prisma.AgentSelect;

type OfKey = Pick<AgentView, 'keyName' | 'keyState' | 'lastPush' | 'lastRefusal'>;

export function presentAgent(
  row: Prisma.AgentGetPayload<{ select: typeof agentColumns }>,
  ofKey: OfKey,
  now: Date,
): AgentView {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    keyId: row.keyId,
    ...ofKey,
    lastSeenAt: row.lastSeenAt.toISOString(),
    skewMs: Number(row.skewMs),
    skewed: row.skewed,
    backlog: Number(row.backlog),
    state: now.getTime() - row.lastSeenAt.getTime() > SILENT_AFTER_MS ? 'silent' : 'connected',
  };
}
