import { z } from 'zod';
import { countSchema, instantSchema, pageInput, uuidSchema } from '../schema-parts.ts';

/** taken: it was answered; refused: the caller must change something (4xx); failed: the server could not (5xx). */
export const callOutcomes = ['taken', 'refused', 'failed'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export function outcomeOfStatus(status: number): CallOutcome {
  if (status < 400) return 'taken';
  return status < 500 ? 'refused' : 'failed';
}

/** One call of a key, kept for 30 days. Never a value of its body: what is needed to find that body again, and what was wrong. */
export const requestLogItemSchema = z.strictObject({
  id: uuidSchema,
  /** Also in the answer, and in the header `x-request-id`. */
  requestId: z.string(),
  at: instantSchema,
  keyId: uuidSchema,
  keyName: z.string(),
  /** `ingest.submitRun` */
  call: z.string(),
  status: z.int(),
  outcome: z.enum(callOutcomes),
  bytes: countSchema,
  /** SHA-256, hex, of the canonical form (RFC 8785) of the decoded body; null where it has none: no JSON, or no Unicode. */
  payloadHash: z.string().nullable(),
  /** The run that the body named, and which chunk of it. */
  runId: uuidSchema.nullable(),
  chunk: z.int().nullable(),
  problems: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
});
export type RequestLogItem = z.infer<typeof requestLogItemSchema>;

/** Which calls are looked for; times are half open. */
export const requestFilterSchema = z.strictObject({
  outcome: z.enum(callOutcomes).optional(),
  status: z.int().min(100).max(599).optional(),
  call: z.string().max(100).optional(),
  payloadHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex')
    .optional(),
  runId: uuidSchema.optional(),
  requestId: z.string().max(100).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
export type RequestFilter = z.infer<typeof requestFilterSchema>;

export const requestPageSchema = z.strictObject({
  items: z.array(requestLogItemSchema),
  nextCursor: z.string().nullable(),
});

export const listRequestsSchema = z.strictObject({
  migrationId: uuidSchema,
  keyId: uuidSchema.optional(),
  ...requestFilterSchema.shape,
  ...pageInput,
});

export const listOwnRequestsSchema = z.strictObject({ ...requestFilterSchema.shape, ...pageInput });

export const getOwnRequestSchema = z.strictObject({ id: uuidSchema });

const loggedRequestSchema = z.strictObject({
  id: uuidSchema,
  migrationId: uuidSchema,
  at: z.date(),
  keyId: uuidSchema,
  keyName: z.string(),
  call: z.string(),
  status: z.int(),
  outcome: z.enum(callOutcomes),
  bytes: z.int(),
  payloadHash: z.string().nullable(),
  runId: uuidSchema.nullable(),
  chunk: z.int().nullable(),
  problems: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
  requestId: z.string(),
});
export type LoggedRequest = z.infer<typeof loggedRequestSchema>;

export const recordRequestsSchema = z.strictObject({ requests: z.array(loggedRequestSchema).max(10_000) });
