import { z } from 'zod';
import { checkKindSchema } from '../check/schema.ts';
import { keyStateSchema } from '../key/schema.ts';
import { requestLogItemSchema } from '../request-log/schema.ts';
import { countSchema, instantSchema, uuidSchema } from '../schema-parts.ts';

/** The newest evidence that arrived with a key; metrics name no run. */
const lastPushSchema = z.strictObject({
  at: instantSchema,
  call: z.string(),
  run: z.strictObject({ runId: uuidSchema, kind: checkKindSchema, datasetName: z.string() }).nullable(),
});

export const agentViewSchema = z.strictObject({
  id: uuidSchema,
  name: z.string(),
  version: z.string(),
  keyId: uuidSchema,
  keyName: z.string(),
  keyState: keyStateSchema,
  lastSeenAt: instantSchema,
  skewMs: z.int(),
  /** Off by more than two minutes. */
  skewed: z.boolean(),
  backlog: countSchema,
  /** silent: no heartbeat for three minutes. */
  state: z.enum(['connected', 'silent']),
  /** With its key, as far as the request log reaches back. */
  lastPush: lastPushSchema.nullable(),
  lastRefusal: z.strictObject({ at: instantSchema, call: z.string(), status: z.int() }).nullable(),
});
export type AgentView = z.infer<typeof agentViewSchema>;

/** Answer of `agent.overview`: who pushes, and how far the way to the first result is gone. */
export const agentOverviewSchema = z.strictObject({
  agents: z.array(agentViewSchema),
  plan: z.strictObject({
    datasets: z.array(z.strictObject({ id: uuidSchema, name: z.string() })),
    checks: countSchema,
  }),
  /** The first run that was completed. Null: still waiting for the first result. */
  firstRun: z.strictObject({ runId: uuidSchema, at: instantSchema }).nullable(),
  /** While waiting: the newest run whose agent could not compare, and why. */
  failedRun: z.strictObject({ runId: uuidSchema, at: instantSchema, message: z.string() }).nullable(),
  /** While waiting: the newest call that was refused. */
  refusal: requestLogItemSchema.nullable(),
});
export type AgentOverview = z.infer<typeof agentOverviewSchema>;
