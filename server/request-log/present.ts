import { type RequestLogItem, requestLogItemSchema } from '#core/request-log/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export const requestColumns = {
  id: true,
  requestId: true,
  at: true,
  keyId: true,
  keyName: true,
  call: true,
  status: true,
  outcome: true,
  bytes: true,
  payloadHash: true,
  runId: true,
  chunk: true,
  problems: true,
} as const satisfies Prisma.RequestLogSelect;

export function presentRequest(row: Prisma.RequestLogGetPayload<{ select: typeof requestColumns }>): RequestLogItem {
  return requestLogItemSchema.parse({ ...row, at: row.at.toISOString() });
}
