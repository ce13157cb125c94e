import { z } from 'zod';
import { countSchema, instantSchema, uuidSchema } from '../schema-parts.ts';

export const agentViewSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  version: z.string(),
  keyName: z.string(),
  lastSeenAt: instantSchema,
  skewMs: z.int(),
  skewed: z.boolean(),
  backlog: countSchema,
  /** silent: no heartbeat for three minutes. */
  state: z.enum(['connected', 'silent']),
});
export type AgentView = z.infer<typeof agentViewSchema>;

/** One call of a key, kept for 30 days; refused ones with every reason. */
export const requestLogItemSchema = z.strictObject({
  id: z.string(),
  at: instantSchema,
  keyName: z.string(),
  call: z.string(),
  status: z.int(),
  bytes: countSchema,
  payloadHash: z.string().nullable(),
  problems: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
});

/** Answer of `agent.overview`; `firstRunAt` null: still waiting for the first result. */
export const agentOverviewSchema = z.strictObject({
  agents: z.array(agentViewSchema),
  firstRunAt: instantSchema.nullable(),
  requests: z.array(requestLogItemSchema),
});
