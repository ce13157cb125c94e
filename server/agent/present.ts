import type { z } from 'zod';
import { type AgentView, requestLogItemSchema } from '#core/agent/schema.ts';
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

export function presentAgent(
  row: Prisma.AgentGetPayload<{ select: typeof agentColumns }>,
  keyName: string,
  now: Date,
): AgentView {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    keyName,
    lastSeenAt: row.lastSeenAt.toISOString(),
    skewMs: Number(row.skewMs),
    skewed: row.skewed,
    backlog: Number(row.backlog),
    state: now.getTime() - row.lastSeenAt.getTime() > SILENT_AFTER_MS ? 'silent' : 'connected',
  };
}

export const requestColumns = {
  id: true,
  at: true,
  keyName: true,
  call: true,
  status: true,
  bytes: true,
  payloadHash: true,
  problems: true,
} as const satisfies Prisma.RequestLogSelect;

export function presentRequest(
  row: Prisma.RequestLogGetPayload<{ select: typeof requestColumns }>,
): z.infer<typeof requestLogItemSchema> {
  return { ...row, at: row.at.toISOString(), problems: requestLogItemSchema.shape.problems.parse(row.problems) };
}
